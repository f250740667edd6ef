import type { Page } from "playwright-core";

import type { Instance } from "./instance.ts";

/** Opens a page of the admin as somebody who is not signed in yet, and signs in on the way. */
export async function openAsAdmin(page: Page, { webUrl, admin }: Instance, path: string): Promise<void> {
  await page.goto(`${webUrl}${path}`);
  await page.waitForURL("**/admin/sign-in**");
  await page.getByRole("textbox", { name: "E-mail" }).fill(admin.email);
  await page.getByRole("textbox", { name: "Password" }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**${path}`);
}

import type { Page } from "playwright-core";
import { expect } from "vitest";
import { z } from "zod";

import { readInstance } from "./instance.ts";

const inbox = z.object({ items: z.array(z.object({ subject: z.string(), text: z.string() })) });

/** The link of the newest mail to `email` whose subject has `subject` in it, once it lies in the sandbox's inbox. */
export async function readMailedLink(email: string, subject: string): Promise<string> {
  const find = async (): Promise<string> => {
    const answer = await fetch(`${readInstance().sandboxUrl}/inbox.json?to=${encodeURIComponent(email)}`);
    const mail = inbox.parse(await answer.json()).items.find((item) => item.subject.includes(subject));
    return /https?:\S+#\S+/.exec(mail?.text ?? "")?.[0] ?? "";
  };
  await expect.poll(find, { timeout: 20_000 }).not.toBe("");
  return find();
}

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Asks for an account, opens the link in the mail, and is signed in at the end. */
export async function makeAccount(page: Page, { name, email, password }: NewAccount): Promise<void> {
  await page.goto("/register");
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Make account" }).click();
  await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  await page.goto(await readMailedLink(email, "Confirm your account"));
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await page.waitForURL("**/account");
}

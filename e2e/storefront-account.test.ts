import { readFile } from "node:fs/promises";

import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { findProblems } from "./find-problems.ts";
import { desktop, openShop, phone, type Shop } from "./harness.ts";
import { makeAccount, readMailedLink } from "./make-account.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const account = { name: "Aino Laine", email: `aino.${Date.now()}@example.com`, password: "a long enough password" };
const newPassword = "quite another password";

/** What the app shows; one that was not used yet. */
async function nextCode(secret: string, used: Set<string>): Promise<string> {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  // The next half minute's code is taken as well, so that nobody has to wait for it.
  const codes = [0, 30_000].map((ahead) => totp.generate({ timestamp: Date.now() + ahead }));
  const code = codes.find((candidate) => !used.has(candidate)) ?? "";
  used.add(code);
  return code;
}

async function fillSignIn(page: Page, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function turnOnSecondStep(page: Page, used: Set<string>): Promise<string> {
  await page.goto("/account/security");
  await page.getByText("This one").waitFor();
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByLabel("Your password").fill(account.password);
  await page.getByRole("button", { name: "Continue" }).click();
  const secret = ((await page.locator("code").textContent()) ?? "").replaceAll(" ", "");
  await page.getByRole("textbox", { name: "Code" }).fill(await nextCode(secret, used));
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("heading", { name: "Keep these recovery codes" }).waitFor();
  expect(
    await page
      .getByRole("listitem")
      .filter({ hasText: /^\w{4}-\w{4}-\w{4}-\w{4}$/ })
      .count(),
  ).toBe(10);
  expect(await findProblems(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("10 recovery codes are left.").waitFor();
  return secret;
}

test("an account is confirmed by mail, gets a second step, and a forgotten password ends every session", async () => {
  const used = new Set<string>();
  const page = await shop.visit({ ...phone, colorScheme: "dark" });
  await makeAccount(page, account);
  const secret = await turnOnSecondStep(page, used);

  const elsewhere = await shop.visit(desktop);
  await elsewhere.goto("/forgot");
  await elsewhere.waitForLoadState("networkidle");
  await elsewhere.getByLabel("E-mail").fill(account.email);
  await elsewhere.getByRole("button", { name: "Send a link" }).click();
  await elsewhere.getByRole("heading", { name: "Look into your mail" }).waitFor();
  const link = await readMailedLink(account.email, "Set a new password");
  // As a program that looks through mail would: it opens the link, and uses nothing up.
  expect((await fetch(link)).status).toBe(200);
  await elsewhere.goto(link);
  await elsewhere.waitForLoadState("networkidle");
  expect(await findProblems(elsewhere)).toEqual([]);
  await elsewhere.getByLabel("New password").fill(newPassword);
  await elsewhere.getByRole("button", { name: "Set password" }).click();
  await elsewhere.getByText("Your password is set").waitFor();

  // Whoever was signed in with the old one is not any more.
  await page.goto("/account/security");
  await page.waitForURL("**/sign-in?next=/account/security");
  await page.waitForLoadState("networkidle");
  await fillSignIn(page, account.password);
  await page.getByText("E-mail or password is wrong.").waitFor();
  await fillSignIn(page, newPassword);
  await page.getByRole("textbox", { name: "Code" }).fill("000000");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("That code is wrong").waitFor();
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("textbox", { name: "Code" }).fill(await nextCode(secret, used));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/account/security");
  await page.getByText("This one").waitFor();
  expect(await page.getByText(/^From .+, since/).count()).toBe(1);
});

test("who is signed in at another service comes in with that, by an address that is proven there alone", async () => {
  const page = await shop.visit();
  const throughGitHub = async (isVerified: boolean): Promise<void> => {
    await page.goto("/sign-in?next=/account/security");
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: "Continue with GitHub" }).click();
    await page.waitForURL(/\/github\/login\/oauth\/authorize/);
    await page.getByLabel("E-mail").fill(`hub.${account.email}`);
    await page.getByRole("checkbox").setChecked(isVerified);
    await page.getByRole("button", { name: "Continue" }).click();
  };
  await throughGitHub(false);
  await page.getByText("That address was not proven").waitFor();
  await throughGitHub(true);
  await page.waitForURL("**/account/security");
  await page.getByRole("heading", { name: "Other ways in" }).waitFor();
  await page.getByText(`hub.${account.email}`).waitFor();
  expect(await findProblems(page)).toEqual([]);
  await takeAlongAndLeave(page, `hub.${account.email}`);
  await throughGitHub(true);
  // Nobody who was here before: a new account, in the name that GitHub tells.
  await page.waitForURL("**/account/security");
});

async function takeAlongAndLeave(page: Page, email: string): Promise<void> {
  await page.goto("/account");
  await page.waitForLoadState("networkidle");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as JSON" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("your-data.json");
  expect(JSON.parse(await readFile(await file.path(), "utf8"))).toMatchObject({ data: { customers: [{ email }] } });
  await page.getByRole("button", { name: "Delete account" }).click();
  await page.getByLabel("Your e-mail, to make sure").fill("somebody.else@example.com");
  await page.getByRole("button", { name: "Delete account" }).click();
  await page.getByText(`Write ${email}.`).waitFor();
  expect(await findProblems(page)).toEqual([]);
  await page.getByLabel("Your e-mail, to make sure").fill(email);
  await page.getByRole("button", { name: "Delete account" }).click();
  await page.waitForURL(`${shop.webUrl}/`);
  await page.goto("/account");
  await page.waitForURL("**/sign-in?next=/account");
}

test("signing out ends the session itself, so that a copy of its cookie is no use", async () => {
  const page = await shop.visit();
  await page.goto("/sign-in");
  await page.waitForLoadState("networkidle");
  await page.getByLabel("E-mail").fill(shop.customer.email);
  await page.getByLabel("Password").fill(shop.customer.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/account");
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const who = async () => (await fetch(`${shop.webUrl}/api/v1/whoami`, { headers: { cookie } })).json();
  expect(await who()).toMatchObject({ type: "customer" });
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(`${shop.webUrl}/`);
  expect(await who()).toMatchObject({ type: "guest" });
});

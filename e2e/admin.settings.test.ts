import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openAdmin } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";
import { findProblems } from "./find-problems.ts";
import { readInstance } from "./instance.ts";
import { readMailedLink } from "./make-account.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test("somebody is invited, accepts, may do what was ticked and no more, and is out the moment they are removed", async () => {
  const email = `clerk-${Date.now()}@example.com`;
  const page = await openAdmin(browser, "/admin/settings/members");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("See orders and customers’ details in them").check();
  expect(await findProblems(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await page.getByRole("list", { name: "Invitations" }).getByText(email).first().waitFor();

  const context = await browser.newContext();
  const guest = await context.newPage();
  await guest.goto(await readMailedLink(email, "You are invited"));
  await guest.getByLabel("Your name").fill("Veera Salo");
  await guest.getByLabel("Password").fill("a long enough password");
  expect(await findProblems(guest)).toEqual([]);
  await guest.getByRole("button", { name: "Accept" }).click();
  await guest.waitForURL("**/admin");
  const rail = guest.getByRole("navigation", { name: "Admin pages" }).first();
  await rail.getByText("Orders").waitFor();
  expect(await rail.getByText("Jobs").count()).toBe(0);
  expect(await rail.getByText("Settings").count()).toBe(0);
  await guest.goto(`${readInstance().webUrl}/admin/settings/members`);
  await guest.getByText("The members could not be read").waitFor();

  await page.reload();
  await page.getByRole("button", { name: "Remove Veera Salo" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove member" }).click();
  await page.getByText("Veera Salo is no member any more").waitFor();
  await guest.goto(`${readInstance().webUrl}/admin/orders`);
  await guest.waitForURL(/\/admin\/sign-in/);
  await context.close();
  await page.context().close();
});

test("a key is made, shown once, works for what was ticked, and is refused from the moment it is revoked", async () => {
  const { webUrl } = readInstance();
  const name = `Key ${Date.now()}`;
  const page = await openAdmin(browser, "/admin/settings/keys");
  await page.getByRole("button", { name: "Make a key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What it is for").fill(name);
  await dialog.getByRole("button", { name: "Make key" }).click();
  await dialog.getByText("Tick at least one thing").waitFor();
  await dialog.getByLabel("See orders and customers’ details in them").check();
  await dialog.getByRole("button", { name: "Make key" }).click();
  const key = await page.getByLabel("API key", { exact: true }).inputValue();
  expect(key).toMatch(/^cw_/);
  await page.getByRole("button", { name: "I have stored it" }).click();
  const statusOf = async (path: string) =>
    (await fetch(`${webUrl}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await statusOf("/orders")).toBe(200);
  expect(await statusOf("/webhooks")).toBe(403);
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
  await page.getByText("The key is revoked").waitFor();
  expect(await statusOf("/orders")).toBe(401);
  await page.context().close();
});

test("the audit log says who did what, what it was before, and hands itself out", async () => {
  const page = await openAdmin(browser, "/admin/settings/audit");
  await page.getByRole("searchbox", { name: "Action, id or request" }).fill("member.*");
  await page.waitForURL(/q=member/);
  const entry = page.getByRole("list", { name: "Changes" }).getByRole("listitem").filter({ hasText: "member.invited" });
  await entry.first().getByText("member.invited").click();
  await entry.first().getByText("orders:read").waitFor();
  await entry.first().getByText("127.0.0.1").or(entry.first().getByText("::1")).first().waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("audit-log.csv");
  await page.context().close();
});

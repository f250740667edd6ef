import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { callApi, openAdmin, signInAs } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";
import { findProblems } from "./find-problems.ts";
import { readInstance } from "./instance.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test("who is not signed in is led to the sign-in and back to where they wanted to go", async () => {
  const page = await browser.newPage();
  await page.goto(`${readInstance().webUrl}/admin/orders?status=paid`);
  await page.waitForURL(/\/admin\/sign-in\?next=%2Fadmin%2Forders%3Fstatus%3Dpaid/);
  expect(await page.getByRole("navigation").count()).toBe(0);
  await page.close();
});

test("a wrong password is refused without saying whether the account exists", async () => {
  const page = await browser.newPage();
  await signInAs(page, { email: readInstance().admin.email, password: "not the password" });
  await page.getByText("E-mail or password is wrong.").waitFor();
  expect(page.url()).toContain("/admin/sign-in");
  await page.close();
});

test("a customer's account is told that it has no access, and sees nothing", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInAs(page, readInstance().customer);
  await page.getByText("This account has no access").waitFor();
  await page.goto(`${readInstance().webUrl}/admin/orders`);
  await page.waitForURL(/\/admin\/sign-in/);
  expect(await page.getByRole("table").count()).toBe(0);
  await context.close();
});

const paths = [
  "/admin",
  "/admin/orders",
  "/admin/orders?status=paid&q=nobody",
  "/admin/products",
  "/admin/products/new",
  "/admin/channels",
  "/admin/automation",
  "/admin/automation/templates",
  "/admin/automation/new?template=unpaid-cancel",
  "/admin/callbacks",
  "/admin/webhooks",
  "/admin/webhooks?state=failed&q=nothing",
  "/admin/channels/shopify",
  "/admin/channels/syncs",
  "/admin/channels/syncs?state=failed",
  "/admin/jobs",
  "/admin/jobs/list",
  "/admin/jobs/list?state=done",
  "/admin/jobs/dead-letters",
  "/admin/jobs/schedules",
  "/admin/jobs/subscribers",
  "/admin/settings/members",
  "/admin/settings/keys",
  "/admin/settings/audit",
  "/admin/settings/audit?q=nothing.happened",
  "/admin/settings/system",
  "/admin/account",
];

// All pages in one window: on a machine that does much else beside this it takes minutes.
test("axe finds nothing on any page, light or dark", { timeout: 300_000 }, async () => {
  const page = await openAdmin(browser);
  const { storeId } = await registerStore();
  for (const path of [
    ...paths,
    `/admin/channels/stores/${storeId}`,
    await firstRow(page, "/admin/orders"),
    await firstRow(page, "/admin/products"),
    await firstRow(page, "/admin/automation"),
    `${await firstRow(page, "/admin/automation")}/edit`,
    `${await firstRow(page, "/admin/automation")}/versions`,
    await firstRow(page, "/admin/jobs/list?state=done"),
  ]) {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(`${readInstance().webUrl}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect({ path, found: await findProblems(page) }).toEqual({ path, found: [] });
    await page.emulateMedia({ colorScheme: "dark" });
    expect({ path, dark: await findProblems(page, { only: "colours" }) }).toEqual({ path, dark: [] });
  }
  await page.context().close();
});

async function firstRow(page: Page, list: string): Promise<string> {
  await page.goto(`${readInstance().webUrl}${list}`);
  return (await page.locator("tbody a[data-row]").first().getAttribute("href")) ?? "";
}

/** A store at a marketplace, connected over the API as a seller's own program would. */
async function registerStore(): Promise<{ storeId: string }> {
  return callApi(z.object({ storeId: z.string() }), {
    method: "POST",
    path: "/stores/register",
    body: {
      organizationId: readInstance().organizationId,
      marketplace: "etsy",
      externalStoreId: "9001",
      storeName: "Havu at Etsy",
      accessToken: "an-access-token",
      currency: "EUR",
    },
  });
}

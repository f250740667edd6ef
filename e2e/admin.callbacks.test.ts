import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { findStocked, openAdmin, placeOrder } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";
import { readInstance } from "./instance.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test("a callback is registered, called, read to the byte, replayed and deleted", async () => {
  const target = `${readInstance().sandboxUrl}/webhook?from=admin-${Date.now()}`;
  const page = await openAdmin(browser, "/admin/callbacks");
  await page.getByRole("button", { name: "Register callback" }).click();
  await page.getByLabel("Event").fill("order.created");
  await page.getByLabel("Address").fill(target);
  await page.getByRole("dialog").getByRole("button", { name: "Register callback" }).click();
  expect(await page.getByLabel("Signing secret").inputValue()).toMatch(/^whsec_/);
  await page.getByRole("button", { name: "I have stored it" }).click();
  expect(await page.getByText("whsec_").count()).toBe(0);
  await page.getByRole("row").filter({ hasText: target }).getByRole("link").click();
  await page.getByText("Nothing was sent yet").waitFor();

  const { variant } = await findStocked("textiles");
  const { number } = await placeOrder(variant.sku, 1);
  const row = page.getByRole("row").filter({ hasText: "order.created" }).filter({ hasText: "Delivered" });
  await row.first().waitFor();
  await row.first().getByRole("link").click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("Body", { exact: true }).click();
  await drawer.getByText(`"number": "${number}"`).waitFor();
  await drawer.getByText("Request headers").first().click();
  await drawer.getByText(/webhook-signature: v1,/).waitFor();

  await drawer.getByRole("button", { name: "Replay" }).click();
  await page.mouse.move(0, 0);
  await page.keyboard.press("Escape");
  // Nothing moves under pointer or keyboard, and the drawer gives the keyboard back to its row: the new one may wait to be let in.
  const replay = page.getByText("replay 1");
  const waiting = page.getByRole("button", { name: "1 new delivery" });
  await replay.or(waiting).first().waitFor();
  if (await waiting.isVisible()) await waiting.click();
  await replay.waitFor();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete callback" }).click();
  await page.waitForURL(/\/admin\/callbacks$/);
  await page.getByRole("row").filter({ hasText: target }).waitFor({ state: "detached" });
  await page.context().close();
});

test("a callback is set to strict order, paused, resumed, given a new secret, and what failed is sent again by count", async () => {
  const target = `${readInstance().sandboxUrl}/webhook?from=settings-${Date.now()}`;
  const page = await openAdmin(browser, "/admin/callbacks?register=1");
  await page.getByLabel("Address").fill(target);
  await page.getByRole("dialog").getByRole("button", { name: "Register callback" }).click();
  const first = await page.getByLabel("Signing secret").inputValue();
  await page.getByRole("button", { name: "I have stored it" }).click();
  await page.getByRole("row").filter({ hasText: target }).getByRole("link").click();

  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Strictly in the order of events").check();
  await page.getByLabel("Wait before each new try").fill("1m; 5m");
  await page.getByRole("button", { name: "Save settings" }).click();
  await page.getByText("Write times such as 30s, 5m, 2h").waitFor();
  await page.getByLabel("Wait before each new try").fill("1m, 5m");
  await page.getByRole("button", { name: "Save settings" }).click();
  await page.getByText("One at a time, in order · 3 tries").waitFor();

  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("What happens now waits").first().waitFor();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("button", { name: "Send test" }).waitFor();

  await page.getByRole("button", { name: "Rotate secret" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).click();
  expect(await page.getByLabel("Signing secret").inputValue()).not.toBe(first);
  await page.getByRole("button", { name: "I have stored it" }).click();
  await page.getByText("signed with two secrets").waitFor();

  await page.getByRole("button", { name: "Replay" }).click();
  await page.getByText("There is nothing to send in that time.").waitFor();
  expect(await page.getByRole("button", { name: "Send 0 deliveries again" }).isDisabled()).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete callback" }).click();
  await page.waitForURL(/\/admin\/callbacks$/);
  await page.context().close();
});

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { callRest, findPlentiful, orderOne, type PlacedOrder } from "./call-rest.ts";
import { launchChromium } from "./chromium.ts";
import { readInstance } from "./instance.ts";
import { openAsAdmin } from "./sign-in.ts";
import { type SecondWeb, startSecondWeb } from "./start-second-web.ts";

const promisedMs = 1_000;
const instance = readInstance();
let browser: Browser;
let second: SecondWeb;
let sku: string;

beforeAll(async () => {
  browser = await launchChromium();
  second = await startSecondWeb();
  await expect.poll(() => isReady(second.webUrl), { timeout: 60_000 }).toBe(true);
  sku = await findPlentiful(instance, 10);
});

afterAll(async () => {
  await browser.close();
  await second.stop();
});

test("an order placed through one web process is on the other's admin list within a second", async () => {
  const page = await browser.newPage();
  await openAsAdmin(page, instance, "/admin/orders");
  await page.getByText("Live", { exact: true }).first().waitFor();
  // The first one warms both processes up: it is the second that is measured.
  const warmUp = await place("live-1@example.com");
  await page.getByRole("link", { name: warmUp.number }).waitFor();
  const { number } = await place("live-2@example.com");
  await page.getByRole("link", { name: number }).waitFor({ timeout: promisedMs });
  await page.close();
});

test("a status changed through one web process turns on the shopper's page of the other within a second", async () => {
  const { orderId } = await place(instance.customer.email);
  const page = await browser.newPage();
  await openAsAdmin(page, instance, `/admin/orders/${orderId}`);
  await page.getByText("Live", { exact: true }).first().waitFor();
  await callRest(through(second), {
    method: "POST",
    path: `/orders/${orderId}/mark-paid`,
    shape: z.unknown(),
    body: {},
  });
  const timeline = page.getByRole("region", { name: "Timeline" });
  await timeline.getByText("Paid", { exact: true }).waitFor({ timeout: promisedMs });
  await page.close();
});

function place(email: string): Promise<PlacedOrder> {
  return orderOne(through(second), { sku, email, paymentMethod: "invoice" });
}

function through({ webUrl }: SecondWeb): { webUrl: string; apiKey: string } {
  return { webUrl, apiKey: instance.apiKey };
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
  return answer?.ok === true;
}

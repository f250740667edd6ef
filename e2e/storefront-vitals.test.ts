import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openShop, phone, type Shop } from "./harness.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const budget = { lcpMs: 1500, cls: 0.05, scriptBytes: 180_000 };

/** A middling phone on 4G: 10 Mbit/s, 40 ms there and back. */
async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 40,
    downloadThroughput: (10_000_000 / 8) * 0.9,
    uploadThroughput: (5_000_000 / 8) * 0.9,
  });
}

interface Vitals {
  lcpMs: number;
  cls: number;
}

/** Runs in the page before anything else does. */
function watch(): void {
  const vitals = { lcpMs: 0, cls: 0 };
  Object.assign(window, { vitals });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) vitals.lcpMs = entry.startTime;
  }).observe({ entryTypes: ["largest-contentful-paint"] });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if ("value" in entry && !("hadRecentInput" in entry && entry.hadRecentInput)) vitals.cls += Number(entry.value);
  }).observe({ entryTypes: ["layout-shift"] });
}

async function measure(path: string): Promise<Vitals & { scriptBytes: number }> {
  const page = await shop.visit(phone);
  await throttle(page);
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script")
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.addInitScript(watch);
  await page.goto(path, { waitUntil: "load" });
  // What is fetched when the browser is idle is not needed to use the page.
  const first = await Promise.all(sizes);
  await page.waitForLoadState("networkidle");
  const vitals = await page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals);
  return { ...vitals, scriptBytes: first.reduce((sum, size) => sum + size, 0) };
}

test.each(["/", "/collections/kitchen", "/products/enamel-dome-pendant", "/search?q=lamp"])(
  "%s is quick on a phone, does not jump, and brings little script",
  async (path) => {
    // Once to warm: a shop that nobody has visited for a year is not what is measured.
    await measure(path);
    const { lcpMs, cls, scriptBytes } = await measure(path);
    expect(lcpMs).toBeLessThan(budget.lcpMs);
    expect(lcpMs).toBeGreaterThan(0);
    expect(cls).toBeLessThan(budget.cls);
    expect(scriptBytes).toBeLessThan(budget.scriptBytes);
    expect(scriptBytes).toBeGreaterThan(50_000);
  },
);

import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

import { launchChromium } from "./chromium.ts";
import { type Instance, readInstance } from "./instance.ts";

/** A browser before a running shop. */
export interface Shop extends Instance {
  /** A window of a visitor of their own: no cookies, no history. */
  readonly visit: (options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
export const desktop = { viewport: { width: 1440, height: 900 } } as const;

/** Opens a browser before the instance that the set-up started, or that was named by hand. */
export async function openShop(): Promise<Shop> {
  const demo = readInstance();
  const browser: Browser = await launchChromium();
  const contexts: BrowserContext[] = [];
  return {
    ...demo,
    visit: async (options = desktop) => {
      const context = await browser.newContext({ baseURL: demo.webUrl, ...options });
      contexts.push(context);
      return context.newPage();
    },
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
    },
  };
}

/** Puts a product into the cart from its page and goes to the checkout. */
export async function takeToCheckout(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: "Add to cart" }).click();
  const drawer = page.getByRole("dialog", { name: /Cart/ });
  // Until the server has answered, the line cannot be changed.
  await drawer.getByRole("button", { name: /^Remove/, disabled: false }).waitFor();
  await drawer.getByRole("link", { name: "Check out" }).click();
  await page.waitForURL("**/checkout");
}

/** Fills in a guest's contact and a Finnish address. */
export async function fillAddress(page: Page, email: string | null): Promise<void> {
  const field = (label: string) => page.getByLabel(label, { exact: true });
  if (email !== null) await field("E-mail").fill(email);
  await field("Name").fill("Aino Laine");
  await field("Street and number").fill("Mannerheimintie 1 A 4");
  await field("Postal code").fill("00100");
  await field("Town").fill("Helsinki");
}

/** The order page's own headline, which changes while one looks. */
export function expectHeadline(page: Page, text: string): Promise<void> {
  return page.getByRole("heading", { level: 1, name: text }).waitFor({ timeout: 30_000 });
}

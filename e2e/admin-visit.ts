import type { Browser, Page } from "playwright-core";
import { z } from "zod";

import { callRest, orderThrough } from "./call-rest.ts";
import { readInstance } from "./instance.ts";

/** Fills in the admin's sign-in and presses the button. */
export async function signInAs(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto(`${readInstance().webUrl}/admin/sign-in`);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A page on which the owner is signed in and which hears of changes. */
export async function openAdmin(browser: Browser, path = "/admin"): Promise<Page> {
  const demo = readInstance();
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 } });
  const page = await context.newPage();
  await signInAs(page, demo.admin);
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  if (path !== "/admin") await page.goto(`${demo.webUrl}${path}`);
  await page.getByText("Live", { exact: true }).first().waitFor();
  return page;
}

/** Calls the REST API with the demo's key and reads the answer, which must be a success. */
export async function callApi<T extends z.ZodType>(
  shape: T,
  { method = "GET", path, body }: { method?: "GET" | "POST"; path: string; body?: object },
): Promise<z.output<T>> {
  return callRest(readInstance(), { method, path, shape, body });
}

const productList = z.object({ items: z.array(z.object({ id: z.string(), slug: z.string(), title: z.string() })) });
const product = z.object({
  id: z.string(),
  title: z.string(),
  variants: z.array(
    z.object({
      id: z.string(),
      sku: z.string(),
      available: z.number(),
      onHand: z.number(),
      price: z.object({ amount: z.string() }),
    }),
  ),
});

/** A product with a variant of which at least ten can be bought. */
export async function findStocked() {
  const { items } = await callApi(productList, { path: "/products?inStock=true&limit=40" });
  for (const { slug } of items) {
    const found = await callApi(product, { path: `/products/${slug}` });
    const variant = found.variants.find(({ available }) => available >= 10);
    if (variant) return { product: found, variant };
  }
  throw new Error("The demo has no well-stocked product.");
}

/** Orders by invoice, as another system would. */
export async function placeOrder(sku: string, quantity: number): Promise<{ orderId: string; number: string }> {
  return orderThrough(readInstance(), { sku, quantity, email: "vieno@havu.example", paymentMethod: "invoice" });
}

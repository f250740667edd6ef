import type { Browser, BrowserContext, Page } from "playwright-core";
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

type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

const signedIn = new WeakMap<Browser, Promise<SignedIn>>();

/** A page on which the owner is signed in and which hears of changes. */
export async function openAdmin(browser: Browser, path = "/admin"): Promise<Page> {
  const known = signedIn.get(browser) ?? signInOwner(browser);
  signedIn.set(browser, known);
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 }, storageState: await known });
  const page = await context.newPage();
  await page.goto(`${readInstance().webUrl}${path}`);
  await page.getByText("Live", { exact: true }).first().waitFor();
  return page;
}

// Once per browser: what a sign-in leaves behind lets every later window in.
async function signInOwner(browser: Browser): Promise<SignedIn> {
  const page = await browser.newPage();
  await signInAs(page, readInstance().admin);
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  const state = await page.context().storageState();
  await page.context().close();
  return state;
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
  slug: z.string(),
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

/**
 * A product with a variant of which at least ten can be bought. Each file of tests takes it from a collection of its own, and
 * none from the kitchen, where the shoppers are: files run side by side.
 */
export async function findStocked(collection: "lighting" | "plants" | "sauna-and-bath" | "textiles") {
  const { items } = await callApi(productList, { path: `/products?inStock=true&limit=40&collection=${collection}` });
  for (const { slug } of items) {
    const found = await callApi(product, { path: `/products/${slug}` });
    const variant = found.variants.find(({ available }) => available >= 10);
    if (variant) return { product: found, variant };
  }
  throw new Error(`Nothing of ${collection} is well stocked.`);
}

/** Orders by invoice, as another system would. */
export async function placeOrder(sku: string, quantity: number): Promise<{ orderId: string; number: string }> {
  return orderThrough(readInstance(), { sku, quantity, email: "vieno@havu.example", paymentMethod: "invoice" });
}

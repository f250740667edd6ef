import { readFileSync } from "node:fs";

import type { Browser, Page } from "playwright-core";
import { z } from "zod";

import { demoFilePath } from "./env.ts";

const account = z.object({ id: z.string(), email: z.string(), password: z.string() });
const demoFile = z.object({
  webUrl: z.string(),
  sandboxUrl: z.string(),
  databaseUrl: z.string(),
  apiKey: z.string(),
  admin: account,
  customer: account,
});

export type Demo = z.infer<typeof demoFile>;

/** The instance under test. */
export function readDemo(): Demo {
  return demoFile.parse(JSON.parse(readFileSync(demoFilePath(), "utf8")));
}

/** Fills in the admin's sign-in and presses the button. */
export async function signInAs(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto(`${readDemo().webUrl}/admin/sign-in`);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A page on which the owner is signed in and which hears of changes. */
export async function openAdmin(browser: Browser, path = "/admin"): Promise<Page> {
  const demo = readDemo();
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
): Promise<z.infer<T>> {
  const { webUrl, apiKey } = readDemo();
  const response = await fetch(`${webUrl}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return shape.parse(JSON.parse(text));
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

const placed = z.object({ data: z.object({ orderId: z.string(), number: z.string() }) });

/** Orders by invoice, as another system would. */
export async function placeOrder(sku: string, quantity: number): Promise<{ orderId: string; number: string }> {
  const { data } = await callApi(placed, {
    method: "POST",
    path: "/orders",
    body: {
      email: "vieno@havu.example",
      items: [{ sku, quantity }],
      paymentMethod: "invoice",
      shippingAddress: {
        name: "Vieno Laine",
        line1: "Hämeentie 3",
        postalCode: "00530",
        city: "Helsinki",
        country: "FI",
        phone: "+358401234567",
      },
    },
  });
  return data;
}

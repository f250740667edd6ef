import { randomUUID } from "node:crypto";

import { z } from "zod";

import type { Instance } from "./instance.ts";

interface RestCall<T extends z.ZodType> {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly shape: T;
  readonly body?: unknown;
  /** The same for every repetition of what must happen once. */
  readonly idempotencyKey?: string;
}

/** Calls REST v1 with the instance's API key; an answer that is no success is an error with what it said. */
export async function callRest<T extends z.ZodType>(
  { webUrl, apiKey }: Pick<Instance, "webUrl" | "apiKey">,
  { method, path, shape, body, idempotencyKey = randomUUID() }: RestCall<T>,
): Promise<z.output<T>> {
  const response = await fetch(`${webUrl}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(method === "GET" ? {} : { "content-type": "application/json", "idempotency-key": idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 400)}`);
  return shape.parse(text === "" ? null : JSON.parse(text));
}

const card = z.object({ slug: z.string(), available: z.number() });
const product = z.object({ variants: z.array(z.object({ sku: z.string(), available: z.number() })) });

/** An article with at least `wanted` on the shelf. */
export async function findPlentiful(instance: Instance, wanted: number): Promise<string> {
  const { items } = await callRest(instance, {
    method: "GET",
    path: "/products?inStock=true&limit=50",
    shape: z.object({ items: z.array(card) }),
  });
  for (const { slug } of items.filter(({ available }) => available >= wanted)) {
    const { variants } = await callRest(instance, { method: "GET", path: `/products/${slug}`, shape: product });
    const plenty = variants.find(({ available }) => available >= wanted);
    if (plenty) return plenty.sku;
  }
  throw new Error(`no article has ${wanted} in stock`);
}

const placed = z.object({
  data: z.object({ orderId: z.string(), number: z.string(), paymentUrl: z.string().nullish() }),
});

export type PlacedOrder = z.infer<typeof placed>["data"];

interface OrderWish {
  readonly sku: string;
  /** Default 1. */
  readonly quantity?: number;
  readonly email: string;
  readonly paymentMethod: "card" | "invoice";
  readonly idempotencyKey?: string;
}

/** Orders one article through this web process. */
export async function orderThrough(
  instance: Pick<Instance, "webUrl" | "apiKey">,
  { sku, quantity = 1, email, paymentMethod, idempotencyKey = randomUUID() }: OrderWish,
): Promise<PlacedOrder> {
  const { data } = await callRest(instance, {
    method: "POST",
    path: "/orders",
    shape: placed,
    idempotencyKey,
    body: { email, paymentMethod, items: [{ sku, quantity }], shippingAddress },
  });
  return data;
}

const shippingAddress = {
  name: "Erika Example",
  line1: "Fleminginkatu 1",
  postalCode: "00530",
  city: "Helsinki",
  country: "FI",
  phone: "+358401234567",
};

import { randomUUID } from "node:crypto";

import { z } from "zod";

import type { RestRoute } from "#rest/route-table.ts";

import type { Sent, TestApi } from "./create-test-api.ts";
import { sampleInput } from "./spoil-input.ts";

/** A shop with a row of most kinds, and for every procedure an input that names them. */
export interface SampleWorld {
  /** An input that fits `schema`, about what there is. */
  sampleFor(path: string, schema: z.ZodType | undefined): unknown;
  /** A key of the shop that may do everything. */
  readonly token: string;
  /** Stands in texts of many rows, and in no input: whoever is shown it is shown the shop's own. */
  readonly needle: string;
}

const samples: Readonly<Record<string, string>> = {
  amount: "1.00",
  currency: "EUR",
  email: "a@example.com",
  country: "FI",
  postalCode: "00100",
  city: "Helsinki",
  phone: "+358401234567",
  slug: "a-slug",
  event: "order.*",
  targetUrl: "http://127.0.0.1:9/hook",
  password: "long enough to be good",
  ids: "1",
  price: "1.00",
  minPrice: "1.00",
  maxPrice: "9.00",
  expectedTotal: "1.00",
  tokenExpiresAt: "2027-01-01T00:00:00Z",
};

/** What an answer tells of a row that was made. */
const made = z.looseObject({
  id: z.string().default(""),
  deliveryId: z.string().default(""),
  storeId: z.string().default(""),
  syncToken: z.string().default(""),
  data: z.object({ orderId: z.string().default("") }).default({ orderId: "" }),
});
type Made = z.infer<typeof made>;

const letter = "01939d3e-0000-7000-8000-000000000000";

export async function createSampleWorld(api: TestApi): Promise<SampleWorld> {
  const token = await api.key(["*"]);
  const needle = `needle-${randomUUID()}`;
  const call = async (method: string, path: string, sent: Sent = {}): Promise<Made> =>
    made.parse((await api.ask(method, path, { token, ...sent })).json);
  const { organizationId, db } = api.shop;
  const { variantId, productId, sku } = await api.shop.addProduct({ stock: 1000 });
  const body = { email: `${needle}@example.com`, items: [{ variantId, quantity: 1 }] };
  const placed = await call("POST", "/api/v1/orders", { body, headers: { "idempotency-key": "sample" } });
  const cart = await call("POST", "/api/v1/carts", { body: {} });
  const hook = { event: "order.*", targetUrl: `http://127.0.0.1:9/${needle}` };
  const endpoint = await call("POST", "/api/v1/webhooks/register", { body: hook });
  const tried = await call("POST", `/api/v1/webhooks/${endpoint.id}/test`, { body: {} });
  const { orderId } = placed.data;
  const line = await db.prisma.orderLine.findFirstOrThrow({ where: { orderId } });
  const named = { externalStoreId: "sample", storeName: needle, accessToken: "a", currency: "EUR" };
  const connect = { organizationId, marketplace: "etsy", ...named };
  const store = await call("POST", "/api/v1/stores/register", { body: connect });
  const key = await call("POST", "/api/v1/keys", { body: { name: needle, scopes: ["orders:read"] } });
  const member = await db.prisma.member.findFirst({ where: { organizationId } });
  const subjects: Readonly<Record<string, string>> = {
    webhooks: await keepWebhook(api, needle),
    stores: store.storeId,
    cart: cart.id,
    orders: orderId,
    labels: orderId,
    products: productId,
    variants: variantId,
    callbacks: endpoint.id,
    keys: key.id,
  };
  const words: Readonly<Record<string, string>> = {
    ...samples,
    id: letter,
    cartId: cart.id,
    variantId,
    productId,
    sku,
    lineId: line.id,
    orderId,
    deliveryId: tried.deliveryId,
    organizationId,
    syncToken: store.syncToken,
    ...(member && { memberId: member.id }),
  };
  return {
    token,
    needle,
    // `id` means another thing to each router.
    sampleFor(path, schema) {
      const subject = Object.entries(subjects).find(([name]) => path.split(".").includes(name))?.[1];
      return sampleInput(schema ?? z.object({}), { ...words, ...(subject !== undefined && { id: subject }) });
    },
  };
}

async function keepWebhook({ shop }: TestApi, needle: string): Promise<string> {
  const id = randomUUID();
  const named = { source: "stripe", externalId: needle, topic: "test" };
  const raw = Buffer.from("{}");
  const { organizationId } = shop;
  await shop.db.prisma.webhookInbox.create({ data: { id, organizationId, ...named, headers: {}, raw } });
  return id;
}

export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly sent: Sent;
}

/** A procedure's input as a request to its place in the REST API. */
export function restRequest({ rest, segments }: RestRoute, input: Record<string, unknown>): RestRequest {
  const { idempotencyKey, ...fields } = input;
  const inPath = segments.flatMap((segment) => (segment.startsWith("{") ? [segment.slice(1, -1)] : []));
  const parts = segments.map((segment) => (segment.startsWith("{") ? escaped(fields[segment.slice(1, -1)]) : segment));
  const others = Object.entries(fields).filter(([name, value]) => value !== undefined && !inPath.includes(name));
  const keyed = typeof idempotencyKey === "string" && /^[\x20-\x7e]+$/.test(idempotencyKey);
  const headers: Record<string, string> = keyed ? { "idempotency-key": idempotencyKey } : {};
  const { method } = rest;
  const path = `/api/v1/${parts.join("/")}`;
  if (method !== "GET" && method !== "DELETE")
    return { method, path, sent: { body: Object.fromEntries(others), headers } };
  const query = others.map(([name, value]) => `${name}=${escaped(value)}`).join("&");
  return { method, path: `${path}?${query}`, sent: { headers } };
}

function escaped(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return encodeURIComponent(text.toWellFormed());
}

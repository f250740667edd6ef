import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { readProcedures } from "#read-procedures.ts";
import { readRestInput } from "#rest/read-rest-input.ts";
import { matchRoute, restRoutes, type RestRoute } from "#rest/route-table.ts";
import { createTestApi, type Answer, type Sent, type TestApi } from "#testing/create-test-api.ts";
import { openRefusalFilter } from "#testing/refusal-filter.ts";
import { sampleInput, spoil } from "#testing/spoil-input.ts";

let api: TestApi;
let token: string;
let words: Record<string, string>;
let subjects: Record<string, string>;

beforeAll(async () => {
  api = await createTestApi();
  token = await api.key(["*"]);
  const { variantId, productId, sku } = await api.shop.addProduct({ stock: 1000 });
  const body = { email: "a@example.com", items: [{ variantId, quantity: 1 }] };
  const placed = await call("POST", "/api/v1/orders", { body, headers: { "idempotency-key": "hostile" } });
  const cart = await call("POST", "/api/v1/carts", { body: {} });
  const hook = { event: "order.*", targetUrl: "http://127.0.0.1:9/hook" };
  const endpoint = await call("POST", "/api/v1/webhooks/register", { body: hook });
  const tried = await call("POST", `/api/v1/webhooks/${endpoint.json.id}/test`, { body: {} });
  const order: string = placed.json.data.orderId;
  const line = await api.shop.db.prisma.orderLine.findFirstOrThrow({ where: { orderId: order } });
  const store = await call("POST", "/api/v1/stores/register", { body: storeToRegister() });
  const letter = "01939d3e-0000-7000-8000-000000000000";
  subjects = {
    webhooks: await keepWebhook(),
    stores: store.json.storeId,
    cart: cart.json.id,
    orders: order,
    labels: order,
    products: productId,
    variants: variantId,
    callbacks: endpoint.json.id,
  };
  words = { ...samples, id: letter, cartId: cart.json.id, variantId, productId, sku, lineId: line.id, orderId: order };
  words = { ...words, deliveryId: tried.json.deliveryId, organizationId: api.shop.organizationId };
  words = { ...words, syncToken: store.json.syncToken };
}, 60_000);

afterAll(() => api.close());

const samples: Record<string, string> = {
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

function storeToRegister() {
  const { organizationId } = api.shop;
  const named = { externalStoreId: "hostile", storeName: "A", accessToken: "a", currency: "EUR" };
  return { organizationId, marketplace: "etsy", ...named };
}

const procedures = readProcedures().filter(({ type }) => type !== "subscription");

test.each(procedures.map((procedure) => [procedure.path, procedure] as const))(
  "%s refuses what it cannot use, and never fails",
  async (path, { type, inputs }) => {
    const query = type === "query";
    const isNews = openRefusalFilter(inputs);
    for (const input of spoil(sampleFor(path, inputs[0]), { mostCharacters: query ? 3_000 : 400_000 })) {
      if (!isNews(input)) continue;
      const answer = query
        ? await call("GET", `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`)
        : await call("POST", `/api/trpc/${path}`, { body: input });
      expectRefusalOrSuccess(answer, answer.json.error?.data, input);
    }
  },
  180_000,
);

test.each(restRoutes.map((route) => [`${route.rest.method} ${route.rest.path}`, route] as const))(
  "%s refuses what it cannot use, and never fails",
  async (_name, route) => {
    const isNews = openRefusalFilter([route.input]);
    for (const input of spoil(sampleFor(route.procedure, route.input), { mostCharacters: 3_000 })) {
      const request = restRequest(route, z.record(z.string(), z.unknown()).parse(input));
      const arriving = await arrivingInput(request);
      if (arriving !== undefined && !isNews(arriving)) continue;
      const answer = await call(request.method, request.path, request.sent);
      expectRefusalOrSuccess(answer, answer.json.error, input);
    }
  },
  180_000,
);

function expectRefusalOrSuccess({ status, headers }: Answer, error: unknown, input: unknown): void {
  const told = JSON.stringify(input).slice(0, 400);
  expect(status, `on ${told}`).toBeLessThan(500);
  if (status < 400) return;
  const requestId = headers.get("x-request-id");
  expect(error, `on ${told}`).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/), requestId });
}

function call(method: string, path: string, sent: Sent = {}): Promise<Answer> {
  return api.ask(method, path, { token, ...sent });
}

// `id` means another thing to each router.
function sampleFor(path: string, schema: z.ZodType | undefined): unknown {
  const subject = Object.entries(subjects).find(([name]) => path.split(".").includes(name))?.[1];
  return sampleInput(schema ?? z.object({}), { ...words, ...(subject !== undefined && { id: subject }) });
}

interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly sent: Sent;
}

function restRequest({ rest, segments }: RestRoute, input: Record<string, unknown>): RestRequest {
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

/** What the schema gets to see of it; undefined when it is refused before. */
async function arrivingInput({ method, path, sent }: RestRequest): Promise<unknown> {
  const url = new URL(path, api.url);
  const match = matchRoute(method, url.pathname.slice("/api/v1".length));
  if ("allow" in match) return undefined;
  const headers = { ...sent.headers, ...(sent.body !== undefined && { "content-type": "application/json" }) };
  const request = new Request(url, {
    method,
    headers,
    body: sent.body === undefined ? null : JSON.stringify(sent.body),
  });
  return readRestInput(request, url, match).catch(() => undefined);
}

function escaped(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return encodeURIComponent(text.toWellFormed());
}

async function keepWebhook(): Promise<string> {
  const { organizationId } = api.shop;
  const id = "01939d3e-0000-7000-8000-000000000001";
  const named = { source: "stripe", externalId: "hostile", topic: "test" };
  const raw = Buffer.from("{}");
  await api.shop.db.prisma.webhookInbox.create({ data: { id, organizationId, ...named, headers: {}, raw } });
  return id;
}

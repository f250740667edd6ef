import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type Answer, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let key: string;

beforeAll(async () => {
  api = await createTestApi();
  key = await api.key(["*"]);
});

afterAll(() => api.close());

const send = (method: string, path: string, body?: object, token = key): Promise<Answer> =>
  api.call(method, `/api/v1${path}`, { token, ...(body && { body }) });

const tagging = {
  when: { kind: "event", event: "order.created" },
  actions: [{ do: "tag_order", tag: "new" }],
};

async function placeOrder(idempotencyKey: string): Promise<{ id: string; accessToken: string }> {
  const { sku } = await api.shop.addProduct({ stock: 5 });
  const body = { email: "aino@example.com", items: [{ sku, quantity: 1 }], paymentMethod: "invoice" };
  const placed = await api.call("POST", "/api/v1/orders", {
    token: key,
    body,
    headers: { "idempotency-key": idempotencyKey },
  });
  const id: string = placed.json.data.orderId;
  const { accessToken } = await api.shop.db.prisma.order.findUniqueOrThrow({ where: { id } });
  return { id, accessToken };
}

test("a rule is added off, read in words, saved anew, switched on and taken away", async () => {
  const added = await send("POST", "/rules", { name: "New", definition: tagging });
  expect([added.status, added.json]).toMatchObject([201, { enabled: false, version: 1, when: "When order created" }]);
  const { id } = added.json;
  const saved = await send("PATCH", `/rules/${id}`, { name: "Newer", expectedVersion: 1, definition: tagging });
  expect(saved.json).toMatchObject({ name: "Newer", version: 2, actions: ["Tag the order “new”"] });
  const stale = await send("PATCH", `/rules/${id}`, { name: "x", expectedVersion: 1, definition: tagging });
  expect([stale.status, stale.json.error.code]).toEqual([409, "version_conflict"]);
  expect((await send("POST", `/rules/${id}/switch`, { enabled: true })).json).toMatchObject({ enabled: true });
  expect((await send("GET", "/rules")).json.items).toMatchObject([{ id, name: "Newer", firedToday: 0 }]);
  expect((await send("GET", `/rules/${id}/runs?acted=true`)).json).toEqual({ items: [], nextCursor: null });
  expect((await send("DELETE", `/rules/${id}`)).json).toEqual({ removed: true });
  expect((await send("GET", `/rules/${id}`)).status).toBe(404);
});

test("nobody has a rule do, or goes back to, what they may not do by hand", async () => {
  const writer = await api.key(["rules:read", "rules:write"]);
  const refused = { error: { code: "forbidden", details: { missing: ["orders:write"] } } };
  expect((await send("POST", "/rules", { name: "x", definition: tagging }, writer)).json).toMatchObject(refused);
  const cancels = { ...tagging, actions: [{ do: "cancel_order", reason: "x" }] };
  const ordersToo = await api.key(["rules:write", "orders:read", "orders:write"]);
  const cancel = await send("POST", "/rules", { name: "x", definition: cancels }, ordersToo);
  expect(cancel.json).toMatchObject({ error: { details: { missing: ["orders:refund"] } } });
  const { id } = (await send("POST", "/rules", { name: "theirs", definition: tagging })).json;
  const on = await send("POST", `/rules/${id}/switch`, { enabled: true }, writer);
  expect([on.status, on.json]).toMatchObject([403, refused]);
  const alerting = { ...tagging, actions: [{ do: "alert", level: "info", text: "An order came in" }] };
  expect((await send("PATCH", `/rules/${id}`, { name: "mine", definition: alerting }, writer)).status).toBe(200);
  const looking = { ...alerting, conditions: [{ of: "field", field: "order.total", is: "above", value: 1 }] };
  const tried = await send("POST", "/rules/dry-run", { name: "x", definition: looking }, writer);
  expect([tried.status, tried.json.error.details]).toEqual([403, { missing: ["orders:read"] }]);
  await send("DELETE", `/rules/${id}`);
});

test("a rule that is none is refused with its field, over the wire as in the form", async () => {
  const unknown = { ...tagging, actions: [{ do: "alert", level: "info", text: "{nothing.such}" }] };
  const refused = await send("POST", "/rules", { name: "x", definition: unknown });
  expect([refused.status, refused.json.error]).toMatchObject([
    400,
    {
      code: "invalid_input",
      message: "There is nothing called {nothing.such}.",
      details: { field: "definition.actions.0.text" },
    },
  ]);
  expect((await send("POST", "/rules", { name: "x", definition: { when: { kind: "sometimes" } } })).status).toBe(400);
});

test("an event of staff's own is told; Cartwright's own are not to be made up", async () => {
  const told = await send("POST", "/events", { topic: "warehouse.counted", data: { shelf: "a1" } });
  expect(told.status).toBe(201);
  expect(await api.shop.events("warehouse.counted")).toMatchObject([{ data: { shelf: "a1" } }]);
  expect((await send("POST", "/events", { topic: "order.paid", data: {} })).status).toBe(400);
});

test("an order on hold answers 409 with its reason when somebody ships it, and is a list of its own", async () => {
  const { id } = await placeOrder("hold-1");
  await send("POST", `/orders/${id}/mark-paid`, {});
  expect((await send("POST", `/orders/${id}/hold`, { reason: "Look first" })).json).toMatchObject({
    holdReason: "Look first",
  });
  expect((await send("POST", `/orders/${id}/tags`, { tag: "Check" })).json.tags).toEqual(["check"]);
  const shipped = await send("POST", `/orders/${id}/ship`, {});
  expect([shipped.status, shipped.json.error]).toMatchObject([
    409,
    { code: "order_on_hold", details: { reason: "Look first" } },
  ]);
  for (const filter of ["held=true", "tag=check"])
    expect((await send("GET", `/orders?${filter}`)).json.items).toMatchObject([{ id, tags: ["check"] }]);
  expect((await send("DELETE", `/orders/${id}/tags/check`)).json.tags).toEqual([]);
  expect((await send("POST", `/orders/${id}/release`, {})).json).toMatchObject({ heldAt: null });
  expect((await send("POST", `/orders/${id}/ship`, {})).status).toBe(200);
});

test("shoppers see nothing of holds and tags: not in the order, its timeline, or the filters of their list", async () => {
  const { id, accessToken } = await placeOrder("private-1");
  await send("POST", `/orders/${id}/hold`, { reason: "Is this a fraud?" });
  await send("POST", `/orders/${id}/tags`, { tag: "suspicious" });
  const seen = await api.call("GET", `/api/v1/orders/${id}?accessToken=${accessToken}`);
  expect(seen.json).toMatchObject({ heldAt: null, holdReason: null, tags: [] });
  expect(seen.text).not.toMatch(/fraud|suspicious|held"|tagged/);
  const shopper = await api.shop.customer();
  const userId = shopper.actor.type === "customer" ? shopper.actor.userId : "";
  const list = await send("GET", "/orders?held=true&tag=suspicious", undefined, await api.jwt(userId));
  expect([list.status, list.json.items]).toEqual([200, []]);
});

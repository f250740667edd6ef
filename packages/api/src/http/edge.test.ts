import { afterAll, beforeAll, expect, test } from "vitest";

import { endSessions } from "@cartwright/core/people/end-sessions";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let key: string;

beforeAll(async () => {
  api = await createTestApi();
  key = await api.key(["*"]);
});

afterAll(() => api.close());

test("a well-formed request id is taken over, any other is replaced", async () => {
  const kept = await api.call("GET", "/api/v1/products", { headers: { "x-request-id": "shop-42:a.b_c" } });
  expect(kept.headers.get("x-request-id")).toBe("shop-42:a.b_c");
  for (const bad of ["short", "has space in it", "x".repeat(129), "line{}break"]) {
    const answer = await api.call("GET", "/api/v1/nothing-here", { headers: { "x-request-id": bad } });
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.json.error.requestId).toBe(answer.headers.get("x-request-id"));
  }
});

test("a request id travels into what the request caused", async () => {
  const headers = { "x-request-id": "travels-0001" };
  const body = { title: "Traveller", variants: [{ sku: "TRAVEL-1", price: { amount: "1.00", currency: "EUR" } }] };
  const made = await api.call("POST", "/api/v1/products", { token: key, headers, body });
  expect(made.status).toBe(201);
  const audit = await api.shop.db.prisma.auditLog.findFirstOrThrow({ where: { subjectId: made.json.id } });
  expect(audit.requestId).toBe("travels-0001");
  const [event] = await api.shop.db.prisma.outboxEvent.findMany({ where: { aggregateId: made.json.id } });
  expect(event?.trace).toEqual({ requestId: "travels-0001" });
});

test("without a credential what needs one is refused with 401 and how to sign in", async () => {
  const answer = await api.call("GET", "/api/v1/orders");
  expect(answer.status).toBe(401);
  expect(answer.json.error.code).toBe("unauthenticated");
  expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
});

test("a credential that is not good makes nobody a guest", async () => {
  const { actor } = await api.shop.member("owner");
  if (actor.type !== "member") throw new Error("a member");
  const bad = [
    "cw_never-made",
    "no.token.atall",
    await api.jwt(actor.userId, { expiresIn: -1 }),
    await api.jwt(actor.userId, { secret: "the secret of somebody else" }),
    await api.jwt(actor.userId, { algorithm: "HS512" }),
    await api.jwt("not-a-uuid"),
  ];
  for (const token of bad) expect((await api.call("GET", "/api/v1/products", { token })).status).toBe(401);
  const basic = await api.call("GET", "/api/v1/products", { headers: { authorization: "Basic dTpw" } });
  expect(basic.status).toBe(401);
});

test("a token without an end is refused", async () => {
  const { actor } = await api.shop.member("owner");
  if (actor.type !== "member") throw new Error("a member");
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const head = `${encode({ alg: "HS256" })}.${encode({ sub: actor.userId })}`;
  const { createHmac } = await import("node:crypto");
  const signature = createHmac("sha256", "a secret that only tests know").update(head).digest("base64url");
  expect((await api.call("GET", "/api/v1/whoami", { token: `${head}.${signature}` })).status).toBe(401);
  const unsigned = `${encode({ alg: "none" })}.${encode({ sub: actor.userId, exp: 4_000_000_000 })}.`;
  expect((await api.call("GET", "/api/v1/whoami", { token: unsigned })).status).toBe(401);
});

test("a token stands for its user", async () => {
  const { actor } = await api.shop.member("staff", ["orders:read"]);
  if (actor.type !== "member") throw new Error("a member");
  const answer = await api.call("GET", "/api/v1/whoami", { token: await api.jwt(actor.userId) });
  expect(answer.json).toMatchObject({ type: "member", role: "staff", permissions: ["orders:read"] });
});

test("a session changes something only from our own pages", async () => {
  const { actor } = await api.shop.member("owner");
  if (actor.type !== "member") throw new Error("a member");
  const { cookie } = await api.signIn(actor.userId);
  const foreign: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ];
  const body = { title: "Forged", variants: [{ sku: "FORGED", price: { amount: "1", currency: "EUR" } }] };
  for (const headers of foreign) {
    const forged = await api.call("POST", "/api/v1/products", { body, headers: { cookie, ...headers } });
    expect(forged.status).toBe(403);
  }
  expect(
    (await api.call("GET", "/api/v1/orders", { headers: { cookie, "sec-fetch-site": "cross-site" } })).status,
  ).toBe(200);
  const own = { cookie, "sec-fetch-site": "same-origin", origin: "https://shop.test" };
  expect((await api.call("POST", "/api/v1/products", { body, headers: own })).status).toBe(201);
});

test("a session that was ended is a guest's", async () => {
  const { actor } = await api.shop.member("owner");
  if (actor.type !== "member") throw new Error("a member");
  const { sessionId, cookie } = await api.signIn(actor.userId);
  const list = () => api.call("GET", "/api/v1/orders", { headers: { cookie } });
  expect((await list()).status).toBe(200);
  await endSessions(api.shop.services, { userId: actor.userId, only: sessionId });
  expect((await list()).status).toBe(401);
});

test("over its limit a caller is told when to come back, and others are not touched", async () => {
  const limited = await api.key(["*"], 3);
  for (let index = 0; index < 3; index += 1) {
    const answer = await api.call("GET", "/api/v1/collections", { token: limited });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("ratelimit-limit")).toBe("3");
    expect(answer.headers.get("ratelimit-policy")).toBe("3;w=60");
    expect(answer.headers.get("ratelimit-remaining")).toBe(String(2 - index));
  }
  const refused = await api.call("GET", "/api/v1/collections", { token: limited });
  expect(refused.status).toBe(429);
  expect(refused.json.error.code).toBe("rate_limited");
  expect(refused.json.error.details.retryAfterMs).toBeGreaterThan(0);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await api.call("GET", "/api/v1/collections", { token: key })).status).toBe(200);
});

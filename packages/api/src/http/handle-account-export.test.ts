import { afterAll, beforeAll, expect, test } from "vitest";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});

afterAll(() => api.close());

async function shopper(email: string): Promise<{ userId: string; customerId: string; cookie: string }> {
  const { actor } = await api.shop.customer(email);
  if (actor.type !== "customer") throw new Error("a customer");
  const { cookie } = await api.signIn(actor.userId);
  return { userId: actor.userId, customerId: actor.customerId, cookie };
}

const ask = (query: string, headers: Record<string, string> = {}) =>
  api.call("GET", `/api/account/export${query}`, { headers });

test("shoppers are handed a file of their own, in either format, and nothing of anybody else's", async () => {
  const aino = await shopper("aino@example.com");
  await shopper("bystander@example.com");
  const json = await ask("?format=json", { cookie: aino.cookie });
  expect(json.headers.get("content-disposition")).toBe('attachment; filename="your-data.json"');
  expect(json.headers.get("cache-control")).toBe("private, no-store, no-transform");
  expect(json.json.data.customers).toMatchObject([{ id: aino.customerId, email: "aino@example.com" }]);
  const csv = await ask("?format=csv", { cookie: aino.cookie });
  expect(csv.headers.get("content-type")).toContain("text/csv");
  expect(csv.text).toContain("customers,1,email,aino@example.com\r\n");
  expect(json.text + csv.text).not.toContain("bystander");
});

test("guests, keys, staff who never shopped and unknown formats are refused", async () => {
  const staff = await api.shop.member("owner");
  if (staff.actor.type !== "member") throw new Error("a member");
  const { cookie } = await api.signIn(staff.actor.userId);
  const aino = await shopper("second@example.com");
  const refused = [
    await ask(""),
    await ask("", { authorization: `Bearer ${await api.key(["*"])}` }),
    await ask("", { cookie }),
    await ask("?format=xml", { cookie: aino.cookie }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 403, 403, 400]);
});

test("an account is deleted by who knows its password, and its session is over", async () => {
  const { userId, cookie } = await shopper("third@example.com");
  const call = (password: string | null) =>
    api.call("POST", "/api/trpc/account.delete", {
      body: { password },
      headers: { cookie, "sec-fetch-site": "same-origin" },
    });
  expect((await call("not the password")).status).toBe(401);
  expect((await call(null)).json).toMatchObject({ result: { data: { deleted: true } } });
  expect((await ask("", { cookie })).status).toBe(401);
  expect(await api.shop.db.prisma.session.count({ where: { userId, endedAt: null } })).toBe(0);
});

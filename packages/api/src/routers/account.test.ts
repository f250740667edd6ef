import { afterAll, beforeAll, expect, test } from "vitest";

import { createPostbox, type Postbox } from "@cartwright/core/testing";

import { createTestApi, type Answer, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;
let post: Postbox;

beforeAll(async () => {
  api = await createTestApi();
  post = createPostbox(api.shop);
});

afterAll(() => api.close());

const password = "correct horse battery";

async function register(email: string) {
  await api.call("POST", "/api/v1/account", { body: { email, name: "Aino", password } });
  const { token } = await post.deliver();
  return (await api.call("POST", "/api/v1/account/confirm", { body: { token, password } })).json as {
    userId: string;
  };
}

/** All of an answer that could tell one account from another: status, body, and every header but those of the request itself. */
function toldBy({ status, json, headers }: Answer) {
  const own = new Set(["x-request-id", "date", "ratelimit-remaining", "ratelimit-reset"]);
  return { status, json, headers: [...headers].filter(([name]) => !own.has(name)) };
}

test("registering and forgetting a password answer the same for an address with an account and one without", async () => {
  await register("known@example.com");
  const ask = async (path: string, email: string, more: object = {}) =>
    toldBy(await api.call("POST", path, { body: { email, ...more } }));
  const reset = await ask("/api/v1/account/reset", "known@example.com");
  expect(reset).toMatchObject({ status: 202, json: { checkMail: true } });
  expect(await ask("/api/v1/account/reset", "unknown@example.com")).toEqual(reset);
  const account = { name: "Aino", password };
  const registered = await ask("/api/v1/account", "known@example.com", account);
  expect(registered).toMatchObject({ status: 202, json: { checkMail: true } });
  expect(await ask("/api/v1/account", "unknown@example.com", account)).toEqual(registered);
  await post.deliverAll();
});

test("a link works once, over HTTP as well, and what is wrong with another is not told", async () => {
  await register("once@example.com");
  await api.call("POST", "/api/v1/account/reset", { body: { email: "once@example.com" } });
  const { token } = await post.deliver();
  const use = (given: string) =>
    api.call("POST", "/api/v1/account/reset/confirm", { body: { token: given, password: "quite another one" } });
  expect(await use(token)).toMatchObject({ status: 200, json: { email: "once@example.com" } });
  for (const spent of [token, "made up"]) {
    expect(await use(spent)).toMatchObject({ status: 409, json: { error: { code: "link_invalid" } } });
  }
});

test("somebody sees and ends their own sessions, and nobody else's", async () => {
  const [mine, theirs] = [await register("mine@example.com"), await register("theirs@example.com")];
  const [here, phone] = [await api.signIn(mine.userId), await api.signIn(mine.userId)];
  const other = await api.signIn(theirs.userId);
  const call = (method: string, name: string, { cookie }: { cookie: string }, body?: unknown) =>
    api.call(method, `/api/trpc/account.sessions.${name}`, {
      headers: { cookie, "sec-fetch-site": "same-origin" },
      ...(body !== undefined && { body }),
    });
  const listed = await call("GET", "list", here);
  expect(listed.json.result.data).toMatchObject([
    { id: phone.sessionId, isCurrent: false, address: "192.0.2.1", userAgent: "Test" },
    { id: here.sessionId, isCurrent: true },
  ]);
  const reach = await call("POST", "end", here, { sessionId: other.sessionId });
  expect(reach.json.result.data).toEqual({ ended: 0 });
  expect((await call("GET", "list", other)).status).toBe(200);
  expect((await call("POST", "endOthers", here, {})).json.result.data).toEqual({ ended: 1 });
  expect((await call("GET", "list", phone)).status).toBe(401);
  expect((await call("POST", "end", here, { sessionId: here.sessionId })).json.result.data).toEqual({ ended: 1 });
  expect((await call("GET", "list", here)).status).toBe(401);
});

test("what weakens a sign-in takes the password, whoever holds the browser", async () => {
  const { userId } = await register("careful@example.com");
  const { cookie } = await api.signIn(userId);
  const call = (name: string, body: object) =>
    api.call("POST", `/api/trpc/account.${name}`, { headers: { cookie, "sec-fetch-site": "same-origin" }, body });
  const wrong = "no idea at all";
  const refused = [
    await call("changeEmail", { email: "thief@example.com", password: wrong }),
    await call("changePassword", { password: wrong, newPassword: "a password of thieves" }),
    await call("secondFactor.begin", { password: wrong }),
    await call("secondFactor.remove", { password: wrong, code: "000000" }),
  ];
  expect(refused.map(({ json }) => json.error.data.code)).toEqual(Array(4).fill("wrong_credentials"));
  expect(await post.deliverAll()).toEqual([]);
  const begun = await call("secondFactor.begin", { password });
  expect(begun.json.result.data.uri).toMatch(/^otpauth:/);
  const guess = await call("secondFactor.confirm", { code: "000000" });
  expect(guess.json.error.data.code).toBe("second_factor_wrong");
});

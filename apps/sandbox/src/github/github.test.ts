import { createHash } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";

import { startBench } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const verifier = "a".repeat(43);
const asked = {
  client_id: "app",
  redirect_uri: "http://127.0.0.1:9/api/auth/callback/github",
  state: "s1",
  code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  code_challenge_method: "S256",
};

/** Says who one is on the page; answers the code that the app is sent. */
async function consent(person: Record<string, string>): Promise<string> {
  const response = await fetch(`${bench.sandbox.url}/github/login/oauth/authorize`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ ...asked, name: "Aino", ...person }),
  });
  const back = new URL(response.headers.get("location") ?? "");
  expect([response.status, back.origin, back.searchParams.get("state")]).toEqual([303, "http://127.0.0.1:9", "s1"]);
  return back.searchParams.get("code") ?? "";
}

async function tokenFor(code: string, shown: Record<string, string> = {}) {
  const body = new URLSearchParams({ code, redirect_uri: asked.redirect_uri, code_verifier: verifier, ...shown });
  const response = await fetch(`${bench.sandbox.url}/github/login/oauth/access_token`, { method: "POST", body });
  return (await response.json()) as { access_token?: string; error?: string };
}

async function ask(path: string, token: string) {
  const response = await fetch(bench.sandbox.url + path, { headers: { authorization: `Bearer ${token}` } });
  const body: unknown = await response.json();
  return { status: response.status, body };
}

test("who says who they are is known to the app by a code that is good once, and by it alone", async () => {
  const query = new URLSearchParams(asked).toString();
  const shown = await fetch(`${bench.sandbox.url}/github/login/oauth/authorize?${query}`);
  expect(await shown.text()).toContain('value="s1"');
  const code = await consent({ email: "aino@example.com", verified: "on" });
  const { access_token: token = "" } = await tokenFor(code);
  expect(await tokenFor(code)).toEqual({ error: "bad_verification_code" });
  const user = await ask("/github/api/user", token);
  expect(user.body).toMatchObject({ login: "aino", name: "Aino", email: null });
  const emails = await ask("/github/api/user/emails", token);
  expect(emails.body).toMatchObject([{ email: "aino@example.com", primary: true, verified: true }]);
  expect((await ask("/github/api/user", "gho_made_up")).status).toBe(401);
});

test("a code is no use to who lacks the verifier or names another address, and an address may be unverified", async () => {
  const stolen = await consent({ email: "aino@example.com" });
  expect(await tokenFor(stolen, { code_verifier: "b".repeat(43) })).toEqual({ error: "bad_verification_code" });
  const elsewhere = await consent({ email: "aino@example.com" });
  expect(await tokenFor(elsewhere, { redirect_uri: "http://127.0.0.1:9/else" })).toHaveProperty("error");
  const { access_token: token = "" } = await tokenFor(await consent({ email: "aino@example.com" }));
  expect((await ask("/github/api/user/emails", token)).body).toMatchObject([{ verified: false }]);
});

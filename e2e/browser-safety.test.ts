import { expect, test } from "vitest";

import { readInstance } from "./instance.ts";

const { webUrl, customer } = readInstance();

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly policy: string;
  readonly text: string;
}

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${webUrl}${path}`, { redirect: "manual", ...init });
  const { status, headers } = response;
  return { status, headers, policy: headers.get("content-security-policy") ?? "", text: await response.text() };
}

const scriptTag = /<script(?![^>]*application\/ld\+json)([^>]*)>/g;

test("pages of every kind run only scripts with a nonce that no other answer has", async () => {
  const paths = ["/", "/", "/collections/kitchen", "/search?q=lamp", "/sign-in", "/cart", "/nowhere", "/admin/sign-in"];
  const nonces = new Set<string>();
  for (const path of paths) {
    const { policy, text } = await ask(path);
    const nonce = /script-src 'nonce-([\w-]{24})' 'strict-dynamic'/.exec(policy)?.[1] ?? "none";
    const scripts = [...text.matchAll(scriptTag)].map(([, attributes = ""]) => attributes);
    const bare = scripts.filter((attributes) => !attributes.includes(`nonce="${nonce}"`)).length;
    // At most one goes without: the theme's, which the policy names by its hash.
    expect({ path, bare: bare <= 1, many: scripts.length > 3 }).toEqual({ path, bare: true, many: true });
    expect(policy).not.toContain("unsafe");
    nonces.add(nonce);
  }
  expect([...nonces]).toHaveLength(paths.length);
});

test("no answer may be framed or guessed at, none tells where a program stumbled, and what is no page runs nothing", async () => {
  const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec((await ask("/")).text)?.[1] ?? "";
  const asked: [path: string, init?: RequestInit][] = [
    ["/"],
    ["/nowhere"],
    ["/account"],
    ["/illustrations/kitchen.svg"],
    ["/docs"],
    ["/docs/start.js"],
    [script],
    [script, { headers: { "if-none-match": '"x"' } }],
    ["/", { headers: { rsc: "1" } }],
    ["/media/nothing/1.webp"],
    ["/api/health"],
    ["/api/auth/csrf"],
    ["/api/v1/products"],
    ["/api/v1/nothing"],
    ["/api/v1/openapi.json"],
    ["/api/v1/orders", { method: "POST", body: "{" }],
    ["/api/trpc/nothing"],
    ["/api/trpc/cart.create", { method: "POST", body: "{", headers: { "content-type": "application/json" } }],
    ["/api/webhooks/stripe", { method: "POST", body: "{}" }],
  ];
  for (const [path, init] of asked) {
    const { headers, policy, text } = await ask(path, init);
    expect({ path, ...Object.fromEntries(headers) }).toMatchObject({
      path,
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    });
    const page = headers.get("content-type")?.startsWith("text/html") === true;
    expect({ path, runs: policy.includes("script-src") }).toEqual({ path, runs: page && headers.has("content-type") });
    if (!path.endsWith(".js"))
      expect({ path, text }).not.toMatchObject({ text: expect.stringMatching(/\.[jt]sx?:\d+/) });
  }
});

/** A browser's cookies, as far as signing in needs them. */
function cookiesOf({ headers }: Pick<Answer, "headers">): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

test("signing in never leads to another site, and its cookie is for this site alone and for no script", async () => {
  const csrf = await ask("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  for (const callbackUrl of ["https://evil.example/x", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    const body = new URLSearchParams({ ...customer, csrfToken, callbackUrl, json: "true" });
    const answer = await ask("/api/auth/callback/credentials", {
      method: "POST",
      body,
      headers: { cookie: cookiesOf(csrf) },
    });
    const { url } = JSON.parse(answer.text) as { url: string };
    expect({ callbackUrl, host: new URL(url).host }).toEqual({ callbackUrl, host: new URL(webUrl).host });
    const session = answer.headers.getSetCookie().find((cookie) => cookie.includes("session-token")) ?? "";
    expect(session).toMatch(/; HttpOnly; SameSite=Lax/);
  }
});

test("a form on another site fills no cart of our shoppers, and changes nothing with their session", async () => {
  const { items } = JSON.parse((await ask("/api/v1/products?limit=1")).text) as { items: { slug: string }[] };
  const product = JSON.parse((await ask(`/api/v1/products/${items[0]?.slug}`)).text) as { variants: { id: string }[] };
  const form = () => new URLSearchParams({ variantId: product.variants[0]?.id ?? "", quantity: "1" });
  const post = (headers: Record<string, string>) => ask("/cart/lines", { method: "POST", body: form(), headers });
  const elsewhere: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
  ];
  for (const foreign of elsewhere) {
    const { status, headers } = await post(foreign);
    expect([status, headers.get("location"), headers.getSetCookie()]).toEqual([303, "/", []]);
  }
  const own = await post({ "sec-fetch-site": "same-origin" });
  expect([own.status, own.headers.get("location")]).toEqual([303, "/cart"]);
});

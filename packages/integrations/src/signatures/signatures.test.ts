import { readFileSync } from "node:fs";

import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { z } from "zod";

import { InvalidSignatureError } from "../contracts/errors.ts";
import { hmac } from "./compare.ts";
import { hashParameters, type HeaderSource, signatureVerifiers, verifyShopifyQuery } from "./index.ts";

const vector = z.object({
  provider: z.string(),
  kind: z.string(),
  secret: z.string(),
  header: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().default(""),
  signature: z.string().default(""),
  timestamp: z.number().default(0),
  payload: z.string().default(""),
  hex: z.string().default(""),
  query: z.record(z.string(), z.string()).default({}),
  hmac: z.string().default(""),
  params: z.record(z.string(), z.string()).default({}),
  hash: z.string().default(""),
});
type Vector = z.infer<typeof vector>;

const file = new URL("../../test-data/webhook-vectors.json", import.meta.url);
const { vectors } = z.object({ vectors: z.array(vector) }).parse(JSON.parse(readFileSync(file, "utf8")));
const all = vectors.map((each, index): [string, Vector] => [`${index + 1}: ${each.provider} ${each.kind}`, each]);

const at = (seconds: number) => () => new Date(seconds * 1_000);
const bytes = (text: string) => new TextEncoder().encode(text);

/** Checks a vector the way an edge would; throws when it is refused. */
function check(each: Vector): void {
  const message = {
    rawBody: bytes(each.body),
    headers: new Headers(each.headers ?? { [each.header ?? "x"]: each.signature }),
  };
  const secrets = each.secret;
  switch (`${each.provider} ${each.kind}`) {
    case "github webhook":
      return signatureVerifiers.github({ secrets }).verify(message);
    case "shopify webhook":
      return signatureVerifiers.shopify({ secrets }).verify(message);
    case "stripe webhook":
      return signatureVerifiers.stripe({ secrets, now: at(each.timestamp) }).verify(message);
    case "standard-webhooks webhook":
      return signatureVerifiers.standardWebhooks({ secrets, now: at(1_614_265_330) }).verify(message);
    case "shopify oauth-query-hmac":
      return verifyShopifyQuery(new URLSearchParams({ ...each.query, hmac: each.hmac }), {
        secrets,
        now: at(1_337_178_173),
      });
    case "stripe hmac":
      return requireSame(hmac("sha256", secrets, [each.payload]).toString("hex"), each.hex);
    case "pakettikauppa/posti-nextshipping request-hash":
      return requireSame(hashParameters(each.params, secrets), each.hash);
    default:
      throw new Error(`no check for ${each.provider} ${each.kind}`);
  }
}

function requireSame(computed: string, published: string): void {
  if (computed !== published) throw new InvalidSignatureError(`${computed} is not the published ${published}`);
}

test("all published vectors are here", () => {
  expect(all).toHaveLength(11);
});

test.for(all)("published vector %s is accepted", ([, each]) => {
  expect(() => check(each)).not.toThrow();
});

test.for(all)("published vector %s is refused under another secret", ([, each]) => {
  const longEnough = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
  expect(() => check({ ...each, secret: longEnough })).toThrow(InvalidSignatureError);
});

const signed = all.filter(([, each]) => each.kind === "webhook");

test.for(signed)("%s with a trailing space in the body is refused", ([, each]) => {
  expect(() => check({ ...each, body: `${each.body} ` })).toThrow(InvalidSignatureError);
});

test("a body that was parsed and written again is refused: its big number changed", () => {
  const [, shopify] = all.find(([name]) => name.endsWith("shopify webhook")) ?? [];
  if (shopify === undefined) throw new Error("the vector is gone");
  const body = JSON.stringify(JSON.parse(shopify.body));
  expect(() => check({ ...shopify, body })).toThrow(InvalidSignatureError);
});

const secret = "s3cret-of-some-length";
const body = bytes('{"a":1}');
const github = signatureVerifiers.github({ secrets: secret });
const right = `sha256=${hmac("sha256", secret, [body]).toString("hex")}`;
const wrong = `sha256=${hmac("sha256", "other", [body]).toString("hex")}`;

const refusedHeaders: [string, HeaderSource][] = [
  ["a missing header", {}],
  ["an empty header", { "x-hub-signature-256": "" }],
  ["a header given as an array", { "x-hub-signature-256": [right, wrong] }],
  ["the same header under two spellings", { "x-hub-signature-256": right, "X-Hub-Signature-256": wrong }],
  [
    "two headers joined, only the second right",
    new Headers([
      ["x-hub-signature-256", wrong],
      ["x-hub-signature-256", right],
    ]),
  ],
  [
    "two headers joined, only the first right",
    new Headers([
      ["x-hub-signature-256", right],
      ["x-hub-signature-256", wrong],
    ]),
  ],
  ["a signature that is too short", { "x-hub-signature-256": right.slice(0, -2) }],
  ["a signature that is too long", { "x-hub-signature-256": `${right}00` }],
  [
    "base64 where hex belongs",
    { "x-hub-signature-256": `sha256=${hmac("sha256", secret, [body]).toString("base64")}` },
  ],
  ["sha1=", { "x-hub-signature-256": right.replace("sha256=", "sha1=") }],
  ["no prefix", { "x-hub-signature-256": right.slice("sha256=".length) }],
  ["letters that are not ASCII", { "x-hub-signature-256": `sha256=${"é".repeat(64)}` }],
];

test.for(refusedHeaders)("%s is refused", ([, headers]) => {
  expect(() => github.verify({ rawBody: body, headers })).toThrow(InvalidSignatureError);
});

test("hex where base64 belongs is refused", () => {
  const shopify = signatureVerifiers.shopify({ secrets: secret });
  const headers = { "x-shopify-hmac-sha256": hmac("sha256", secret, [body]).toString("hex") };
  expect(() => shopify.verify({ rawBody: body, headers })).toThrow(InvalidSignatureError);
});

test("an empty secret stops the start, alone or beside a good one", () => {
  expect(() => signatureVerifiers.github({ secrets: "" })).toThrow(TypeError);
  expect(() => signatureVerifiers.stripe({ secrets: ["good", ""] })).toThrow(TypeError);
  expect(() => signatureVerifiers.standardWebhooks({ secrets: "whsec_" })).toThrow(TypeError);
});

test("during a rotation both secrets are accepted, and no third", () => {
  const both = signatureVerifiers.github({ secrets: ["new-secret", secret] });
  both.verify({ rawBody: body, headers: { "x-hub-signature-256": right } });
  expect(() => both.verify({ rawBody: body, headers: { "x-hub-signature-256": wrong } })).toThrow(
    InvalidSignatureError,
  );
});

const t = 1_800_000_000;
const stripeHeader = (seconds: number | string, key = secret) =>
  `t=${seconds},v1=${hmac("sha256", key, [`${seconds}.`, body]).toString("hex")}`;
const stripe = signatureVerifiers.stripe({ secrets: secret, now: at(t) });
const verifyStripe = (header: string) => stripe.verify({ rawBody: body, headers: { "stripe-signature": header } });

test.for([t - 300, t, t + 300])("a signature within five minutes of now is accepted", (seconds) => {
  expect(() => verifyStripe(stripeHeader(seconds))).not.toThrow();
});

test.for([
  [t - 301, "too old"],
  [t + 301, "from the future"],
  [t + 86_400, "from the future"],
] as const)("a signature made at %s is refused as %s, though it matches", ([seconds, why]) => {
  expect(() => verifyStripe(stripeHeader(seconds))).toThrow(why);
});

test("in a list of signatures one right one is enough, wherever it stands: the sender is rotating its secret", () => {
  const second = stripeHeader(t).replace(`t=${t},`, "");
  expect(() => verifyStripe(`t=${t},v1=${"0".repeat(64)},${second}`)).not.toThrow();
  expect(() => verifyStripe(`${stripeHeader(t)},v1=${"0".repeat(64)},v0=abc`)).not.toThrow();
});

test.for([
  "",
  "t=1",
  `v1=${"0".repeat(64)}`,
  `t=x,v1=${"0".repeat(64)}`,
  `${stripeHeader(t)},t=${t - 9_000}`,
  stripeHeader("1e9"),
])("the malformed header %j is refused", (header) => {
  expect(() => verifyStripe(header)).toThrow(InvalidSignatureError);
});

test("a signature moved under another time or another id does not match any more", () => {
  expect(() => verifyStripe(stripeHeader(t - 10).replace(`t=${t - 10}`, `t=${t}`))).toThrow("does not match");
  const key = Buffer.alloc(32, 1);
  const verifier = signatureVerifiers.standardWebhooks({ secrets: `whsec_${key.toString("base64")}`, now: at(t) });
  const signature = `v1,${hmac("sha256", key, [`msg_1.${t}.`, body]).toString("base64")}`;
  const headers = { "webhook-id": "msg_1", "webhook-timestamp": String(t), "webhook-signature": signature };
  verifier.verify({ rawBody: body, headers });
  verifier.verify({ rawBody: body, headers: { ...headers, "webhook-signature": `v1,AAAA v1a,BBBB ${signature}` } });
  expect(() => verifier.verify({ rawBody: body, headers: { ...headers, "webhook-id": "msg_2" } })).toThrow(
    "does not match",
  );
  expect(() =>
    verifier.verify({ rawBody: body, headers: { ...headers, "webhook-signature": signature.slice(3) } }),
  ).toThrow("does not match");
});

test("an OAuth redirect that is old, or names hmac twice, is refused", () => {
  const query = (extra: [string, string][] = []) => {
    const pairs: [string, string][] = [
      ["code", "abc"],
      ["shop", "some-shop.myshopify.com"],
      ["timestamp", String(t)],
    ];
    const message = pairs.map(([key, value]) => `${key}=${value}`).join("&");
    return new URLSearchParams([...pairs, ["hmac", hmac("sha256", secret, [message]).toString("hex")], ...extra]);
  };
  verifyShopifyQuery(query(), { secrets: secret, now: at(t + 60) });
  expect(() => verifyShopifyQuery(query(), { secrets: secret, now: at(t + 91) })).toThrow("too old");
  expect(() => verifyShopifyQuery(query([["hmac", "00"]]), { secrets: secret, now: at(t) })).toThrow("more than once");
});

test("what the official Standard Webhooks library signs is accepted", () => {
  const secrets = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
  const signature = new Webhook(secrets).sign("msg_1", new Date(t * 1_000), new TextDecoder().decode(body));
  const headers = { "webhook-id": "msg_1", "webhook-timestamp": String(t), "webhook-signature": signature };
  const verifier = signatureVerifiers.standardWebhooks({ secrets, now: at(t) });
  expect(() => verifier.verify({ rawBody: body, headers })).not.toThrow();
});

test.for([-301, 301])("a Standard Webhooks signature %i seconds from now is refused, though it matches", (seconds) => {
  const secrets = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
  const signature = new Webhook(secrets).sign("msg_1", new Date(t * 1_000), new TextDecoder().decode(body));
  const headers = { "webhook-id": "msg_1", "webhook-timestamp": String(t), "webhook-signature": signature };
  const verifier = signatureVerifiers.standardWebhooks({ secrets, now: at(t + seconds) });
  expect(() => verifier.verify({ rawBody: body, headers })).toThrow(seconds < 0 ? "from the future" : "too old");
  expect(() => verifier.verify({ rawBody: body, headers: { ...headers, "webhook-id": undefined } })).toThrow("missing");
});

import { expect, test } from "vitest";

import { DomainError } from "#errors.ts";

import { createLog } from "./create-log.ts";
import { redactText } from "./redact-text.ts";

function logged(fields: object): { line: Record<string, unknown>; text: string } {
  const lines: string[] = [];
  const log = createLog({ app: "test", level: "info", destination: { write: (line) => void lines.push(line) } });
  log.info(fields, "happened");
  const [text = ""] = lines;
  return { line: JSON.parse(text) as Record<string, unknown>, text };
}

test("what is named like a secret is in no line, however deep it is, and ids, dates and numbers are", () => {
  const at = new Date("2026-12-01T00:00:00Z");
  const { line } = logged({
    apiKeyId: "k1",
    at,
    n: 3,
    headers: { authorization: "Bearer abcdef123", cookie: "a=b" },
    settings: [{ store: { accessToken: "hush" }, passwordSet: true }],
  });
  expect(line).toMatchObject({
    app: "test",
    msg: "happened",
    apiKeyId: "k1",
    at: at.toISOString(),
    n: 3,
    headers: { authorization: "[redacted]", cookie: "[redacted]" },
    settings: [{ store: { accessToken: "[redacted]" }, passwordSet: true }],
  });
});

test("an error tells what happened and where, not what it was about: neither its secrets nor the row that Postgres quotes", () => {
  const refused = Object.assign(new Error('duplicate key value violates "customers_email_key"'), {
    code: "23505",
    detail: "Key (email)=(aino@example.com) already exists.",
  });
  const cause = Object.assign(new Error("GET https://x.example/?access_token=hush1234 failed", { cause: refused }), {
    request: { headers: { authorization: "Basic aHVzaDpodXNo" } },
  });
  const err = new DomainError("provider_unavailable", { address: "postgres://shop:hush5678@db/shop" }, { cause });
  const { line, text } = logged({ err });
  expect(line["err"]).toMatchObject({
    type: "DomainError",
    code: "provider_unavailable",
    cause: { message: "GET https://x.example/?access_token=[redacted] failed", cause: { code: "23505" } },
  });
  expect(text).toContain("create-log.test.ts");
  expect(text).not.toMatch(/hush|aHVzaD|aino@/);
});

test("an error that is its own cause, or no error at all, is still logged", () => {
  const circle = new Error("round");
  circle.cause = circle;
  expect(logged({ err: circle }).line["err"]).toMatchObject({ message: "round" });
  expect(logged({ err: "Bearer abcdef123" }).line["err"]).toBe("Bearer [redacted]");
});

test.for([
  ["Authorization: Bearer abc.def-ghi", "Authorization: [redacted] [redacted]"],
  ["key cw_live_0123456789 was used", "key [redacted] was used"],
  ["sk_test_4242424242 and whsec_MfKQ9r8GKYqr", "[redacted] and [redacted]"],
  ["jwt eyJhbGciOi.eyJzdWIi.sig ended", "jwt [redacted] ended"],
  ['{"client_secret":"x y","a":1}', '{"client_secret":"[redacted]","a":1}'],
  ["A secret garden costs 3", "A secret garden costs 3"],
  ["token expired", "token expired"],
])("%s", ([text = "", clean]) => expect(redactText(text)).toBe(clean));

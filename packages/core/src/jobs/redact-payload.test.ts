import { expect, test } from "vitest";

import { redactPayload } from "./redact-payload.ts";

test("what is named like a secret is taken out, however deep it is", () => {
  expect(
    redactPayload({
      orderId: "o1",
      apiKey: "k",
      nested: [{ client_secret: { a: 1 }, Authorization: "x", passwordSet: true, refreshToken: null }],
    }),
  ).toEqual({
    orderId: "o1",
    apiKey: "[redacted]",
    nested: [{ client_secret: "[redacted]", Authorization: "[redacted]", passwordSet: true, refreshToken: null }],
  });
});

test.for(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "Bearer abc", "sk_live_123", "ghp_abc", "eyJhbGciOi.eyJzdWIi.x"])(
  "what looks like a secret is taken out under any name: %s",
  (text) => expect(redactPayload({ note: [text] })).toEqual({ note: ["[redacted]"] }),
);

test("other values stay as they are", () => {
  const payload = { text: "A secret garden", n: 1, on: false, none: null, list: [] };
  expect(redactPayload(payload)).toEqual(payload);
  expect(redactPayload("prune")).toBe("prune");
});

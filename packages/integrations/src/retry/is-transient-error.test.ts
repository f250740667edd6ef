import { expect, test } from "vitest";

import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import { isTransientError } from "./is-transient-error.ts";

const withFields = (fields: object, message = "failed"): Error => Object.assign(new Error(message), fields);

test.for([
  "ECONNRESET",
  "ECONNREFUSED",
  "EAI_AGAIN",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_SOCKET",
  "40001",
  "40P01",
  "57P01",
  "53300",
  "08006",
  "P2034",
])("%s is transient, also below what wraps it", (code) => {
  const error = withFields({ code });
  expect(isTransientError(error)).toBe(true);
  expect(isTransientError(new TypeError("fetch failed", { cause: error }))).toBe(true);
});

test.for([408, 425, 429, 500, 502, 503, 504])("an error with status %i is transient", (status) => {
  expect(isTransientError(withFields({ status }))).toBe(true);
  expect(isTransientError(withFields({ statusCode: status }))).toBe(true);
});

test.for([400, 401, 403, 404, 409, 410, 422])("an error with status %i is not, whatever caused it", (status) => {
  expect(
    isTransientError(Object.assign(new Error("no", { cause: withFields({ code: "ECONNRESET" }) }), { status })),
  ).toBe(false);
});

test("a timeout is transient, an abort is not", () => {
  expect(isTransientError(new DOMException("too slow", "TimeoutError"))).toBe(true);
  expect(isTransientError(new DOMException("stop", "AbortError"))).toBe(false);
});

test("a vendor that is unavailable is transient, one that refuses is not", () => {
  expect(isTransientError(new ProviderUnavailableError("down"))).toBe(true);
  const cause = withFields({ code: "ECONNRESET" });
  expect(isTransientError(new ProviderRefusedError("no", { code: "declined", cause }))).toBe(false);
});

test("of several addresses that were tried one that failed for a moment is enough", () => {
  const error = new AggregateError([withFields({ code: "EINVAL" }), withFields({ code: "ETIMEDOUT" })]);
  expect(isTransientError(error)).toBe(true);
});

test("Postgres's own code is found where Prisma keeps it", () => {
  expect(isTransientError(new Error("write failed", { cause: { originalCode: "40001" } }))).toBe(true);
  expect(isTransientError(new Error("write failed", { cause: { originalCode: "23505" } }))).toBe(false);
});

test("what is not known is a defect, and a cause that leads back to itself is looked at once", () => {
  const circle = new Error("round");
  circle.cause = circle;
  for (const error of [new TypeError("x is undefined"), circle, "text", null, undefined, { code: "ECONNRESET" }])
    expect(isTransientError(error)).toBe(false);
});

import fc from "fast-check";
import { expect, test } from "vitest";

import { toSafeJson } from "./to-safe-json.ts";

test("JSON for Postgres stays JSON, and keeps every text that Postgres can keep", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("\\", "u0000", "\0", "\ud83d", "\ude00", "a", '"') }), (text) => {
      expect(JSON.parse(toSafeJson({ text }))).toEqual({ text: text.toWellFormed().replaceAll("\0", "\ufffd") });
    }),
  );
});

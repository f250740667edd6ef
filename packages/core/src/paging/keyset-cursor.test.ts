import { expect, test } from "vitest";

import { type keysetValue, readKeysetCursor, writeKeysetCursor } from "./keyset-cursor.ts";

const id = "01939d3e-0000-7000-8000-000000000000";

test.for([
  ["timestamptz", "2026-11-21 09:00:00.123456+00"],
  ["timestamptz", "2024-02-29 23:59:59+05:30"],
  ["bigint", "999999999999999999"],
  ["int", "-1"],
  ["text", "Pine lamp, ä"],
] as const)("a cursor over %s is read as it was written: %s", ([type, value]) => {
  expect(readKeysetCursor(writeKeysetCursor([value, id]), type)).toEqual([value, id]);
});

test.for([
  ["timestamptz", "9999-99-99 99:99:99+99"],
  ["timestamptz", "2026-02-30 00:00:00+00"],
  ["timestamptz", "0000-01-01 00:00:00+00"],
  ["timestamptz", "yesterday"],
  ["bigint", "9223372036854775808"],
  ["bigint", "Pine lamp"],
  ["int", "2147483648"],
  ["int", "1e3"],
] as const)("what the database could not read as %s is refused: %s", ([type, value]) => {
  expect(() => readKeysetCursor(writeKeysetCursor([value, id]), type)).toThrow("This cursor is not one of ours.");
});

test.for(["", "%", "bnVsbA", "W10", Buffer.from('["a","b"]').toString("base64url")])("%s is no cursor", (cursor) => {
  for (const type of ["text", "int", "bigint", "timestamptz"] satisfies (keyof typeof keysetValue)[])
    expect(() => readKeysetCursor(cursor, type)).toThrow("This cursor is not one of ours.");
});

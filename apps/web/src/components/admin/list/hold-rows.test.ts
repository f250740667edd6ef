import { expect, test } from "vitest";

import { holdRows } from "./hold-rows.ts";

test("rows under the pointer keep their place and tell their newest state", () => {
  const before = [
    { id: "b", status: "pending" },
    { id: "a", status: "paid" },
  ];
  const fresh = [
    { id: "c", status: "pending" },
    { id: "b", status: "paid" },
  ];
  expect(holdRows(before, fresh)).toEqual({
    shown: [
      { id: "b", status: "paid" },
      { id: "a", status: "paid" },
    ],
    waiting: 1,
  });
});

import { expect, test } from "vitest";

import { farWords, runTitle } from "./run-title.ts";

test.for([
  [{ name: "shopify-orders/1", kind: "orders", subject: "Havu", type: "incremental" }, "Orders from Havu"],
  [{ name: "shopify-products/1", kind: "products", subject: "Havu", type: "full" }, "All products from Havu"],
  [{ name: "store:1", kind: null, subject: "Havu at Etsy", type: "full" }, "Receipts of Havu at Etsy"],
  [{ name: "store:1", kind: null, subject: null, type: "full" }, "Receipts of a store that is gone"],
  [{ name: "erp-stock", kind: null, subject: null, type: "full" }, "erp-stock"],
] as const)("%j is called %s", ([run, title]) => {
  expect(runTitle(run)).toBe(title);
});

test("a run says how far it has come while that says anything", () => {
  expect(farWords({ processedItems: 1_204, totalItems: 6_000, status: "running" })).toBe("1,204 of 6,000");
  expect(farWords({ processedItems: 12, totalItems: null, status: "failed" })).toBe("12 so far");
  expect(farWords({ processedItems: 0, totalItems: null, status: "pending" })).toBe("");
  expect(farWords({ processedItems: 6, totalItems: 6, status: "completed" })).toBe("");
});

import { expect, test } from "vitest";

import { startBench } from "../testing-sandbox.ts";
import { judgeReceipt } from "./judge-receipt.ts";

test.each([
  ["test1", "valid"],
  ["test2", "invalid"],
  ["test24", "rate_limited"],
  ["order-101", "valid"],
  ["order-102", "invalid"],
  ["order-115", "rate_limited"],
  ["order-100", "rate_limited"],
  ["order-93", "rate_limited"],
  // One digit is no pair: the sum rule does not apply.
  ["test6", "invalid"],
  ["6", "invalid"],
  ["a5", "valid"],
  ["24x", "invalid"],
  ["test１", "invalid"],
])("receipt %s is %s", (receipt, kind) => {
  expect(judgeReceipt("etsy", receipt).kind).toBe(kind);
});

test("a receipt always names the same order, and another marketplace's is another order", () => {
  expect(judgeReceipt("etsy", "test1")).toEqual(judgeReceipt("etsy", "test1"));
  expect(judgeReceipt("amazon", "test1")).not.toEqual(judgeReceipt("etsy", "test1"));
});

test("each marketplace has its own sign-in, and an unknown one is not found", async () => {
  const bench = await startBench({ marketplaceLogins: { amazon: { user: "a", password: "p:w" } } });
  const ask = (marketplace: string, login?: string, body: unknown = { receipt: "test1", currency: "sek" }) =>
    bench.call(
      "POST",
      `/mock/${marketplace}/validate`,
      body,
      login === undefined ? {} : { authorization: `Basic ${Buffer.from(login).toString("base64")}` },
    );
  expect(await ask("etsy", "etsy_user:etsy_pass")).toMatchObject({
    status: 200,
    json: { status: true, currency: "SEK" },
  });
  expect(await ask("amazon", "a:p:w")).toMatchObject({ status: 200 });
  expect(await ask("shopify", "etsy_user:etsy_pass")).toMatchObject({
    status: 401,
    json: { error: { code: "unauthenticated" } },
  });
  expect(await ask("etsy")).toMatchObject({ status: 401 });
  expect(await ask("ebay", "etsy_user:etsy_pass")).toMatchObject({ status: 404 });
  expect(await ask("etsy", "etsy_user:etsy_pass", {})).toMatchObject({ status: 400 });
  expect(await ask("etsy", "etsy_user:etsy_pass", { receipt: "test24" })).toMatchObject({
    status: 429,
    json: { error: "rate_limited" },
  });
  await bench.close();
});

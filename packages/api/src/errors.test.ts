import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { DomainError, errorCodes } from "@cartwright/core";

import { errorCodesPage } from "./error-codes-page.ts";
import { errorTable, toApiError, toTrpcError } from "./errors.ts";

test("the page of error codes is current", async () => {
  const page = await readFile(join(import.meta.dirname, "../../../docs/error-codes.md"), "utf8");
  expect(page).toBe(errorCodesPage());
});

test("every refusal leaves with its status, over REST and tRPC alike", () => {
  for (const code of errorCodes) {
    const refusal = new DomainError(code, { because: "test" });
    const expected = { code, status: errorTable[code].status, details: { because: "test" } };
    expect(toApiError(refusal)).toMatchObject(expected);
    expect(toApiError(toTrpcError(refusal))).toMatchObject(expected);
  }
});

test("a defect tells nothing of itself", () => {
  const told = toApiError(new Error("password=hunter2 at /srv/app.ts:3"));
  expect(told).toEqual({
    status: 500,
    code: "internal_error",
    message: errorTable.internal_error.message,
    details: undefined,
  });
});

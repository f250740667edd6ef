import { expect, test } from "vitest";

import type { LentRuntime } from "#contracts/integration.ts";

import { defineIntegration, z } from "./index.ts";

const environment = { WMS_API_BASE: "https://wms.example", WMS_API_KEY: "key" };

function define(seen: unknown[] = []) {
  return defineIntegration({
    name: "wms",
    env: { WMS_API_BASE: z.url(), WMS_API_KEY: z.string(), WMS_TIMEOUT_MS: z.coerce.number().default(5_000) },
    events: { "wms.packed": z.object({ orderId: z.string() }) },
    jobs: { "wms-pack": z.object({ orderId: z.string() }) },
    setup: ({ env, events, jobs }) => void seen.push(env, events, jobs),
  });
}

test("an integration is off while nothing of it is set, also when its lines in .env are there and empty", () => {
  expect(define().open({})).toBeNull();
  expect(define().open({ WMS_API_BASE: "", WMS_API_KEY: "", WMS_TIMEOUT_MS: "100" })).toBeNull();
});

test("it is on when all that it needs is set, and its setup gets the environment as its own shapes read it", () => {
  const seen: unknown[] = [];
  const open = define(seen).open(environment);
  const extended: unknown[] = [];
  const events = { extend: (own: object) => extended.push(Object.keys(own)) };
  const defined: unknown[] = [];
  const jobs = { define: (own: object) => defined.push(Object.keys(own)) };
  open?.setup({ events, jobs } as unknown as LentRuntime);
  expect(seen[0]).toEqual({ ...environment, WMS_TIMEOUT_MS: 5_000 });
  expect([extended, defined]).toEqual([[["wms.packed"]], [["wms-pack"]]]);
});

test.for([
  [{ WMS_API_KEY: "key" }, "WMS_API_BASE"],
  [{ ...environment, WMS_API_BASE: "wms" }, "WMS_API_BASE"],
  [{ ...environment, WMS_TIMEOUT_MS: "soon" }, "WMS_TIMEOUT_MS"],
] as const)("half a setting stops the start with its name", ([given, name]) => {
  expect(() => define().open(given)).toThrow(`wms is half set up. Set these, or none of WMS_API_BASE, WMS_API_KEY.`);
  expect(() => define().open(given)).toThrow(name);
});

test("one that needs nothing is always on", () => {
  const open = defineIntegration({ name: "notes", env: {}, setup: () => undefined }).open({});
  expect(open).toMatchObject({ name: "notes" });
});

test("a name that could not be an address stops the start", () => {
  expect(() => defineIntegration({ name: "My WMS", env: {}, setup: () => undefined })).toThrow("My WMS");
});

import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { CatalogCache } from "#catalog/catalog-cache.ts";
import { eventsChannel } from "#outbox/relay-batch.ts";
import { runtimeServices } from "#testing/runtime-services.ts";

import { openServices, type OpenServices } from "./open-services.ts";

let database: TestDatabase;
let open: OpenServices;
let cache: CatalogCache;
let loads = 0;

beforeEach(async () => {
  database = await createTestDatabase();
  const {
    db: _db,
    now: _now,
    wakeRelay: _wakeRelay,
    marketplaces: _marketplaces,
    ...lent
  } = runtimeServices(database.db);
  open = openServices({
    ...lent,
    log: pino({ level: "silent" }),
    databaseUrl: database.url,
    maxConnections: 2,
    applicationName: "cartwright-test",
    keepCatalog: true,
  });
  if (!open.services.catalogCache) throw new Error("no cache was opened");
  cache = open.services.catalogCache;
  loads = 0;
});

afterEach(async () => {
  await open.close();
  await database.drop();
});

const read = (key = "list"): Promise<number> => cache.read(key, () => Promise.resolve((loads += 1)));

test("an answer is made once for all who ask, and a failure is not kept", async () => {
  expect(await Promise.all([read(), read(), read("product")])).toEqual([1, 1, 2]);
  await expect(cache.read("broken", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await read("broken")).toBe(3);
});

test("whoever commits a change in this process reads it back at once", async () => {
  await read();
  open.services.wakeRelay();
  expect(await read()).toBe(2);
});

test("a change that another process made is read as soon as the relay tells of it", async () => {
  await read();
  await vi.waitFor(async () => {
    await database.db.pool.query(`notify ${eventsChannel}`);
    const before = loads;
    expect(await read()).toBe(before + 1);
  });
});

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { createListener } from "@cartwright/core/live/listener";
import { runtimeServices } from "@cartwright/core/testing/runtime-services";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { openProxy, type Proxy } from "./proxy.ts";

let database: TestDatabase;
let proxy: Proxy;

beforeAll(async () => {
  database = await createTestDatabase();
  const { port } = new URL(database.url);
  proxy = await openProxy(() => Number(port));
});

afterAll(async () => {
  await proxy.close();
  await database.drop();
});

test("a live listener whose connection goes dead without being closed notices, and hears again", async () => {
  const connection = new URL(database.url);
  connection.port = String(proxy.port);
  const onNews = vi.fn<() => void>();
  const listener = createListener({
    connection: { connectionString: connection.href },
    channel: "fault_news",
    log: runtimeServices(database.db).log,
    checkMs: 100,
    answerMs: 2_000,
    onNews,
  });
  await listener.ready();
  expect(proxy.freeze("listening")).toBe(1);
  onNews.mockClear();
  // It says that there may be news when it listens anew, and passes on what is told after.
  await vi.waitFor(() => expect(onNews).toHaveBeenCalledOnce(), { timeout: 20_000 });
  await database.db.pool.query("notify fault_news");
  await vi.waitFor(() => expect(onNews).toHaveBeenCalledTimes(2), { timeout: 20_000 });
  await listener.close();
});

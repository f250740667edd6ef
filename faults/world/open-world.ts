import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Ctx } from "@cartwright/core";
import { createRelayWaker } from "@cartwright/core/outbox/wake-relay";
import { runtimeCtx, runtimeServices } from "@cartwright/core/testing/runtime-services";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Random } from "../random.ts";
import { openEndpoint, type Endpoint, type NewEndpoint } from "./endpoints.ts";
import { startFleet, type Fleet } from "./fleet.ts";
import { startLoad, type Load } from "./load.ts";
import { openObserver, type Observer } from "./observer.ts";
import type { OwnPostgres } from "./postgres.ts";

/** Everything that a scenario may break, and what it needs to see what came of it. */
export interface World {
  readonly ctx: Ctx;
  readonly fleet: Fleet;
  readonly observer: Observer;
  readonly load: Load;
  /** Receivers of callbacks: the sound one first. */
  readonly endpoints: readonly [Endpoint, ...Endpoint[]];
  /** The server; null when it is not ours to break. */
  readonly postgres: OwnPostgres | null;
  readonly logFolder: string;
  /** Notes that what so many workers had in their hands was interrupted: that much may be done again. */
  disrupt(workers: number): void;
  readonly disrupted: () => number;
  close(options: { keepLogs: boolean }): Promise<void>;
}

export interface WorldOptions {
  readonly postgres: OwnPostgres | null;
  readonly workers: number;
  readonly random: Random;
  /** For the workers. */
  readonly settings?: object | undefined;
  /** Receivers beside, or instead of, the sound one. */
  readonly receivers?: readonly [NewEndpoint, ...NewEndpoint[]] | undefined;
}

const tables = `
  create table fault_things (id uuid primary key, n int not null);
  create table fault_written (id uuid primary key, kind text not null, type text not null, aggregate_id uuid, n int);
  create table fault_effects (n bigint generated always as identity, id uuid not null, kind text not null,
    pid int not null, at timestamptz default clock_timestamp());
  create table fault_ticks (pid int not null, at timestamptz default clock_timestamp());
  create index on fault_effects (id)`;

/** A database of its own, a fleet at work on it, one receiver, and writers that keep them busy. */
export async function openWorld({
  postgres,
  workers,
  random,
  settings = {},
  receivers = [{}],
}: WorldOptions): Promise<World> {
  const database = await createTestDatabase({ max: 2 });
  await database.db.pool.query(tables);
  const logFolder = mkdtempSync(join(tmpdir(), "cartwright-faults-logs-"));
  const observer = openObserver(database.url);
  const services = runtimeServices(observer.db);
  const waker = createRelayWaker({ connection: { connectionString: database.url }, log: services.log });
  const ctx = runtimeCtx({ ...services, wakeRelay: waker.wake });
  const fleet = await startFleet({ databaseUrl: database.url, workers, logFolder, settings });
  const [first, ...others] = receivers;
  const endpoints: World["endpoints"] = [
    await openEndpoint(ctx, first),
    ...(await Promise.all(others.map((receiver) => openEndpoint(ctx, receiver)))),
  ];
  const load = startLoad(database.url, ctx, random);
  let disrupted = 0;
  return {
    ctx,
    fleet,
    observer,
    load,
    endpoints,
    postgres,
    logFolder,
    disrupt: (count) => void (disrupted += count),
    disrupted: () => disrupted,
    async close({ keepLogs }) {
      await load.stop();
      await fleet.stop();
      await Promise.all(endpoints.map(({ receiver }) => receiver.close()));
      await waker.close();
      await observer.close();
      await drop(database);
      if (!keepLogs) rmSync(logFolder, { recursive: true });
    },
  };
}

async function drop(database: TestDatabase): Promise<void> {
  // Its own pool may hold connections that a fault has broken.
  database.db.pool.on("error", () => undefined);
  await database.drop();
}

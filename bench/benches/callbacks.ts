import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { registerCallback } from "@cartwright/core/callbacks/register-callback";
import { runtimeCtx, runtimeServices } from "@cartwright/core/testing/runtime-services";
import type { Db } from "@cartwright/db";

import type { Bench } from "../bench.ts";
import { inheritedEnv } from "../env.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { residentMiB } from "../running-shop.ts";
import { readStartCommand } from "../start-command.ts";

const endpoints = 50;
const deliveries = 20_000;
const answerAfterMs = 100;
const encryptionKey = new Uint8Array(32).fill(7);

export const callbacks: Bench = {
  name: "callbacks",
  about: `${deliveries} signed callbacks of one worker to ${endpoints} endpoints of a receiver that takes ${answerAfterMs} ms`,
  async open() {
    const database = await openPrivateDatabase({ connections: 8 });
    const receiver = await startSlowReceiver();
    return {
      async run() {
        await database.db.prisma.$executeRaw`TRUNCATE callback_endpoints, outbox CASCADE`;
        await fillLine(database.db, receiver.url);
        receiver.arrivedAt.length = 0;
        const worker = startWorker(database.url);
        let mostMiB = 0;
        while (receiver.arrivedAt.length < deliveries) {
          if (worker.exitCode !== null) throw new Error(`the worker ended with ${worker.exitCode}`);
          mostMiB = Math.max(mostMiB, residentMiB(worker.pid ?? 0));
          await wait(50);
        }
        await stop(worker);
        const recorded = await database.db.prisma.callbackDelivery.count({ where: { state: "delivered" } });
        if (recorded !== deliveries) throw new Error(`${recorded} of ${deliveries} were written down as delivered`);
        return [
          { metric: "callbacks", value: steadyRate(receiver.arrivedAt), unit: "/s", promised: 1500 },
          { metric: "worker's memory", value: mostMiB, unit: "MB", promised: 200, lowerIsBetter: true },
        ];
      },
      async close() {
        await receiver.close();
        await database.close();
      },
    };
  },
};

// What is due to endpoints as the relay leaves it, with a job for each.
async function fillLine(db: Db, url: string): Promise<void> {
  const services = runtimeServices(db);
  const ctx = runtimeCtx({ ...services, settings: { ...services.settings, encryptionKey } });
  for (let n = 0; n < endpoints; n += 1) await registerCallback(ctx, { event: "order.*", targetUrl: `${url}/${n}` });
  await db.prisma.$executeRaw`UPDATE callback_endpoints SET max_in_flight = 10`;
  await db.prisma.$executeRaw`
    INSERT INTO callback_deliveries (id, organization_id, endpoint_id, event_id, event_seq, event_type, aggregate_id, body)
    SELECT gen_random_uuid(), organization_id, id, gen_random_uuid(), n, 'order.created', gen_random_uuid(),
           json_build_object('event', 'order.created', 'data', repeat('x', 700))
    FROM callback_endpoints, generate_series(1, ${deliveries / endpoints}) n`;
  await db.prisma.$executeRaw`ANALYZE callback_deliveries`;
  await db.prisma.$queryRaw`
    SELECT 1 FROM callback_endpoints, LATERAL graphile_worker.add_job(
      'drain-callbacks', json_build_object('endpointId', id), job_key := 'callbacks:' || id)`;
}

interface SlowReceiver {
  readonly url: string;
  readonly arrivedAt: number[];
  close(): Promise<void>;
}

async function startSlowReceiver(): Promise<SlowReceiver> {
  const arrivedAt: number[] = [];
  const server = createServer((request, response) => {
    request.resume();
    if (request.headers["webhook-signature"]?.includes("v1,") !== true) {
      response.writeHead(401).end();
      return;
    }
    setTimeout(() => {
      arrivedAt.push(performance.now());
      response.writeHead(204).end();
    }, answerAfterMs);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arrivedAt,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

// As `pnpm start:worker` does, with what Node compiled kept from one start to the next, as in the demo.
function startWorker(databaseUrl: string): ChildProcess {
  const worker = resolve(import.meta.dirname, "..", "..", "apps", "worker");
  const { flags, script } = readStartCommand("worker");
  return spawn(process.execPath, [...flags, script], {
    cwd: worker,
    env: {
      ...inheritedEnv(),
      DATABASE_URL: databaseUrl,
      WEB_URL: "http://localhost",
      ENCRYPTION_KEY: Buffer.from(encryptionKey).toString("base64"),
      ALLOW_PRIVATE_CALLBACKS: "1",
      LOG_LEVEL: "warn",
      NODE_COMPILE_CACHE: resolve(import.meta.dirname, "..", "..", ".cartwright-bench", "compile-cache"),
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

// Answered in time is all that the rate knows of: what came in the first tenth warmed up.
function steadyRate(arrivedAt: readonly number[]): number {
  const from = Math.floor(arrivedAt.length / 10);
  const first = arrivedAt[from] ?? 0;
  return ((arrivedAt.length - from) * 1000) / ((arrivedAt.at(-1) ?? first) - first);
}

async function stop(worker: ChildProcess): Promise<void> {
  const ended = new Promise((done) => worker.once("exit", done));
  worker.kill("SIGTERM");
  await ended;
}

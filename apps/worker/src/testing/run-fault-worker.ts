/**
 * A worker in a process of its own, for the fault harness: `node run-fault-worker.ts <settings as JSON>`.
 *
 * Everything is the real thing, but for the jobs that would need a vendor: they write down that they were done, and by whom.
 */
import dns, { type LookupAddress } from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { setTimeout as wait } from "node:timers/promises";

import { pino } from "pino";
import { z } from "zod";

import { createEvents } from "@cartwright/core/events/create-events";
import { workerConnectionName } from "@cartwright/core/jobs/worker-lock";
import { openServices } from "@cartwright/core/services/open-services";

import { defineTask, type TaskDefinition } from "#define-task.ts";
import { startWorker } from "#start-worker.ts";
import { tasksWith } from "#tasks/index.ts";

// When the harness is gone nobody is left to stop us.
process.once("disconnect", () => process.exit(0));

const settings = z
  .object({
    databaseUrl: z.string(),
    allowPrivateCallbacks: z.boolean(),
    /** A name whose address is another one each time it is looked up, and these in turn. */
    turningName: z.object({ hostname: z.string(), answers: z.array(z.array(z.string())) }).optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? "{}"));

const maxConnections = 16;
const hogMs = 3_000;

const noteEffect = "insert into fault_effects (id, kind, pid) values ($1, $2, $3)";

const faultTasks: TaskDefinition[] = [
  // A plain job: done at least once.
  defineTask("settle-refund", async ({ services, payload }) => {
    await services.db.pool.query(noteEffect, [payload.refundId, "job", process.pid]);
  }),
  // Takes long enough for every worker to get some of them.
  defineTask("apply-webhook", async ({ services, payload }) => {
    await wait(100);
    await services.db.pool.query(noteEffect, [payload.inboxId, "probe", process.pid]);
  }),
  // What the clock starts.
  defineTask("sweep-payments", async ({ services }) => {
    await services.db.pool.query("insert into fault_ticks (pid) values ($1)", [process.pid]);
  }),
  // Takes its process with it.
  defineTask("sync-payment", () => process.abort()),
  // Takes every connection of the pool, and keeps them for a while.
  defineTask("expire-order", async ({ services, payload }) => {
    const taken = await Promise.allSettled(Array.from({ length: maxConnections }, () => services.db.pool.connect()));
    await wait(hogMs);
    for (const one of taken) if (one.status === "fulfilled") one.value.release();
    await services.db.pool.query(noteEffect, [payload.orderId, "hog", process.pid]);
  }),
];

if (settings.turningName !== undefined) turnAnswers(settings.turningName);

const log = pino({ level: "info", base: { pid: process.pid } });
const { services, close } = openServices({
  databaseUrl: settings.databaseUrl,
  maxConnections,
  applicationName: workerConnectionName(),
  log,
  payments: {},
  carriers: {},
  settings: {
    webUrl: "http://shop.test",
    holdMs: 900_000,
    encryptionKey: new Uint8Array(32).fill(7),
    allowPrivateCallbacks: settings.allowPrivateCallbacks,
    sandboxCarrier: false,
  },
});
const { events, subscriptions } = createEvents(services);
events.onPersistent("order.paid", "fault-subscriber", async ({ eventId }, { transact }) => {
  await transact(
    (tx) => tx.$executeRaw`
      insert into fault_effects (id, kind, pid) values (${eventId}::uuid, 'subscriber', ${process.pid})`,
  );
});
const replaced = new Set(faultTasks.map(({ name }) => name));
const realTasks = tasksWith(subscriptions).filter(({ name }) => !replaced.has(name));

const worker = await startWorker({
  services,
  databaseUrl: settings.databaseUrl,
  concurrency: 10,
  version: "faults",
  tasks: [...faultTasks, ...realTasks],
  subscriptions,
  onFatal: (reason) => {
    log.fatal({ reason }, "worker_ends");
    process.exit(71);
  },
});
process.send?.("ready");
process.once("SIGTERM", () => {
  void worker
    .stop()
    .then(close)
    .then(() => process.exit(0));
});

function turnAnswers({ hostname, answers }: { hostname: string; answers: string[][] }): void {
  const original = dns.lookup;
  let turn = 0;
  const turning = (name: string, options: object, done: (error: Error | null, found: LookupAddress[]) => void) => {
    if (name !== hostname) return original(name, { ...options, all: true }, done);
    const found = answers[turn % answers.length] ?? [];
    turn += 1;
    done(
      null,
      found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  Object.assign(dns, { lookup: turning });
  syncBuiltinESMExports();
}

/**
 * A worker in a process of its own, for tests that kill it: `node run-test-worker.ts <database url>`.
 *
 * Callbacks are delivered for real. `count` notes which process handled `counter.counted`, 5 ms each. `settle-refund` takes 40 ms and notes that it was done; `sync-payment` takes the process
 * with it; `expire-order` fails every time.
 */
import { setTimeout as wait } from "node:timers/promises";

import { pino } from "pino";
import { z } from "zod";

import { createEvents } from "@cartwright/core/events/create-events";
import { openServices } from "@cartwright/core/services/open-services";

import { defineTask, type TaskDefinition } from "#define-task.ts";
import { startWorker } from "#start-worker.ts";
import { drainCallbacksTask } from "#tasks/drain-callbacks.ts";
import { drainSubscriberTask } from "#tasks/drain-subscriber.ts";

const databaseUrl = process.argv[2] ?? "";

const slowTask = defineTask("settle-refund", async ({ services, payload }) => {
  await wait(40);
  await services.db.pool.query("insert into test_done (id) values ($1)", [payload.refundId]);
});
const deadlyTask = defineTask("sync-payment", async () => process.kill(process.pid, "SIGKILL"));
const failingTask = defineTask("expire-order", () => Promise.reject(new Error("the provider is on fire")));
const { services, close } = openServices({
  databaseUrl,
  maxConnections: 16,
  applicationName: "cartwright-test-worker",
  log: pino({ level: "silent" }),
  payments: {},
  carriers: {},
  settings: {
    webUrl: "http://shop.test",
    holdMs: 900_000,
    encryptionKey: new Uint8Array(32).fill(7),
    allowPrivateCallbacks: true,
    sandboxCarrier: false,
  },
});
const { events, subscriptions } = createEvents(services);
events
  .extend({ "counter.counted": z.object({ n: z.number() }) })
  .onPersistent("counter.counted", "count", async ({ aggregateId, data }, { transact }) => {
    await wait(5);
    await transact(
      (tx) => tx.$executeRaw`insert into test_counted values (${aggregateId}::uuid, ${data.n}, ${process.pid})`,
    );
  });
const drainEvents = drainSubscriberTask(subscriptions);
const tasks: TaskDefinition[] = [slowTask, deadlyTask, failingTask, drainCallbacksTask, drainEvents];
const onFatal = (): void => process.exit(71);
const options = { services, databaseUrl, concurrency: 10, version: "test", tasks, subscriptions, onFatal };
const worker = await startWorker(options);
process.send?.("ready");
process.once("SIGTERM", () => {
  void worker
    .stop()
    .then(close)
    .then(() => process.exit(0));
});

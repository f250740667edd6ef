import { readEnv } from "./env.ts";
import { fatalExitCodes, hardStopExitCode } from "./exit-codes.ts";
import { openWorkerServices } from "./services.ts";
import { startWorker, type Worker } from "./start-worker.ts";
import { tasksWith } from "./tasks/index.ts";

/** A job that does not heed its signal is cut off here; another worker starts it anew. */
const hardStopMs = 25_000;

const env = readEnv();
const { services, subscriptions, close } = openWorkerServices(env);
const { log } = services;

const worker = await startWorker({
  services,
  databaseUrl: env.DATABASE_URL,
  concurrency: env.WORKER_CONCURRENCY,
  version: "0.1.0",
  tasks: tasksWith(subscriptions),
  subscriptions,
  roles: env.WORKER_ROLES,
  onFatal: (reason) => {
    log.fatal({ reason }, "worker_ends");
    process.exit(fatalExitCodes[reason]);
  },
});
log.info({ concurrency: env.WORKER_CONCURRENCY, roles: env.WORKER_ROLES, pid: process.pid }, "worker_ready");

let stopping: Promise<void> | undefined;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    stopping ??= stop(worker, signal);
  });
}

async function stop(running: Worker, signal: string): Promise<void> {
  log.info({ signal }, "worker_stopping");
  setTimeout(() => process.exit(hardStopExitCode), hardStopMs).unref();
  await running.stop();
  await close();
  log.info({}, "worker_stopped");
  process.exit(0);
}

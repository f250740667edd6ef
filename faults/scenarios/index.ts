import type { Scenario } from "../scenario.ts";
import { abortProcess } from "./abort-process.ts";
import { crashPostgres } from "./crash-postgres.ts";
import { exhaustPool } from "./exhaust-pool.ts";
import { halfOpenListen } from "./half-open-listen.ts";
import { halfOpenWorker } from "./half-open-worker.ts";
import { holdSnapshot } from "./hold-snapshot.ts";
import { killAllWorkers } from "./kill-all-workers.ts";
import { killOneWorker } from "./kill-one-worker.ts";
import { killRelayMidBatch } from "./kill-relay-mid-batch.ts";
import { pauseWorker } from "./pause-worker.ts";
import { poisonEvent } from "./poison-event.ts";
import { receiverDrips } from "./receiver-drips.ts";
import { receiverFails } from "./receiver-fails.ts";
import { receiverFloods } from "./receiver-floods.ts";
import { receiverGone } from "./receiver-gone.ts";
import { receiverHangs } from "./receiver-hangs.ts";
import { receiverLimits } from "./receiver-limits.ts";
import { receiverRebinds } from "./receiver-rebinds.ts";
import { receiverRedirects } from "./receiver-redirects.ts";
import { restartPostgres } from "./restart-postgres.ts";
import { terminateBackends } from "./terminate-backends.ts";
import { twoSchedulers } from "./two-schedulers.ts";

/** All that is tried, in the order of the table. */
export const scenarios: readonly Scenario[] = [
  killOneWorker,
  killAllWorkers,
  killRelayMidBatch,
  restartPostgres,
  crashPostgres,
  terminateBackends,
  halfOpenListen,
  halfOpenWorker,
  pauseWorker,
  exhaustPool,
  holdSnapshot,
  abortProcess,
  poisonEvent,
  twoSchedulers,
  receiverHangs,
  receiverDrips,
  receiverFloods,
  receiverRedirects,
  receiverRebinds,
  receiverGone,
  receiverLimits,
  receiverFails,
];

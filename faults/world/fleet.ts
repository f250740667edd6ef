import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { workerEnv } from "../env.ts";
import { openProxy, type Proxy } from "./proxy.ts";

export interface FleetOptions {
  readonly databaseUrl: string;
  readonly workers: number;
  /** Where the workers' logs go. */
  readonly logFolder: string;
  readonly settings: object;
}

/** One place in the fleet: a worker, the next one when that ends, and their way to Postgres. */
export interface Slot {
  readonly number: number;
  readonly proxy: Proxy;
  /** Of the worker that is in it now. */
  pid(): number | undefined;
  /** Whether that worker has said that it is ready. */
  isReady(): boolean;
  signal(signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void;
  /** How many workers ended here without being killed by us. */
  readonly ownExits: () => number;
}

/** Several workers under a supervisor that starts another whenever one ends. */
export interface Fleet {
  readonly slots: readonly [Slot, ...Slot[]];
  stop(): Promise<void>;
}

const restartMs = 100;
/** For machines that do much else. */
const startMs = 180_000;
const script = fileURLToPath(new URL("../../apps/worker/src/testing/run-fault-worker.ts", import.meta.url));

/** Starts the fleet, and waits until every worker is ready. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const kept = await Promise.all(Array.from({ length: options.workers }, (_, number) => keepSlot(options, number)));
  const [first, ...others] = kept;
  if (first === undefined) throw new Error("a fleet has one worker at least");
  return {
    slots: [first.slot, ...others.map(({ slot }) => slot)],
    async stop() {
      await Promise.all(kept.map(({ stop }) => stop()));
    },
  };
}

async function keepSlot(options: FleetOptions, number: number): Promise<{ slot: Slot; stop: () => Promise<void> }> {
  const database = new URL(options.databaseUrl);
  const proxy = await openProxy(() => Number(database.port));
  const throughProxy = new URL(database);
  throughProxy.port = String(proxy.port);
  const log = createWriteStream(join(options.logFolder, `worker-${number + 1}.log`), { flags: "a" });
  const state: State = { child: undefined, ready: false, stopping: false, killed: false, ownExits: 0 };
  const argument = JSON.stringify({ allowPrivateCallbacks: true, ...options.settings, databaseUrl: throughProxy.href });
  const ended = keepRunning(state, () => {
    const child = spawn(process.execPath, [script, argument], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: workerEnv(join(options.logFolder, "compile-cache")),
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    return child;
  });
  for (const until = Date.now() + startMs; !state.ready; await wait(10))
    if (Date.now() > until) throw new Error(`worker ${number + 1} is not ready; see ${options.logFolder}`);
  const slot: Slot = {
    number,
    proxy,
    pid: () => state.child?.pid,
    isReady: () => state.ready,
    ownExits: () => state.ownExits,
    signal(signal) {
      if (signal === "SIGKILL") state.killed = true;
      state.child?.kill(signal);
    },
  };
  return {
    slot,
    async stop() {
      state.stopping = true;
      state.child?.kill("SIGKILL");
      await ended;
      await proxy.close();
      log.end();
    },
  };
}

interface State {
  child: ChildProcess | undefined;
  ready: boolean;
  stopping: boolean;
  killed: boolean;
  ownExits: number;
}

async function keepRunning(state: State, start: () => ChildProcess): Promise<void> {
  while (!state.stopping) {
    const child = start();
    state.child = child;
    child.once("message", () => (state.ready = true));
    await once(child, "exit");
    state.ready = false;
    if (!state.killed && !state.stopping) state.ownExits += 1;
    state.killed = false;
    await wait(restartMs);
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { findServerFolder } from "./binaries.ts";
import { ensureDatabase } from "./ensure-database.ts";
import { freePort } from "./free-port.ts";
import { guardProcess } from "./guard-process.ts";
import { initCluster } from "./init-cluster.ts";
import { serverPassword } from "./password.ts";
import { isAlive, readPostmasterFile } from "./postmaster-file.ts";
import { reachableDataFolder, reachableServerFolder } from "./reachable-folder.ts";
import { readLogTail } from "./server-log.ts";
import { serverSettings } from "./server-settings.ts";
import { findServerUser, type ServerUser } from "./server-user.ts";

export interface EmbeddedPostgresOptions {
  /** Folder of Cartwright's local state; the cluster lives in `postgres` below it. */
  dataDir: string;
  /** Preferred port; another is taken when it is not free. Default: the last one used, or any. */
  port?: number;
  /** Default true. False is for tests alone: no fsync, a crash may lose everything. */
  durable?: boolean;
  log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** URL of database `cartwright` as its owner. */
  url: string;
  port: number;
  pid: number;
  /** Where the database files are: below `dataDir` if the server's user can get there. */
  folder: string;
  /** False when the server ran already: `stop` then leaves it to whoever started it. */
  owned: boolean;
  /** Waits until the server has shut down; a second call is harmless. */
  readonly stop: () => Promise<void>;
}

const startTimeoutMs = 60_000;

/**
 * Starts the PostgreSQL 18 that came from npm on a cluster of its own, or joins the one that runs there.
 *
 * Works as root (the server then runs as user `postgres`), after a crash, and beside another start. Ends with this process,
 * however it ends. Throws with the tail of the server's log when the server does not come up.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => undefined, durable = true } = options;
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const user = findServerUser();
  const password = serverPassword(dataDir);
  const folder = reachableDataFolder(join(dataDir, "postgres"), user);
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const cluster = join(folder, "cluster");
  const place: Place = { cluster, logFile: join(dataDir, "postgres.log"), password, user };

  const running = await joinRunning(place);
  if (running !== undefined) {
    log(`PostgreSQL is already running on port ${running.port}`);
    return running;
  }
  const serverFolder = reachableServerFolder(findServerFolder(), user);
  if (!existsSync(cluster)) log("Making the database files");
  await initCluster({ serverFolder, cluster, password, user, durable });
  try {
    return await launch({ ...place, serverFolder, durable, port: await freePort(options.port) });
  } catch (error) {
    // Of two that start at once PostgreSQL's own lock file lets one through; the other joins it.
    const winner = await joinRunning(place);
    if (winner === undefined) throw error;
    return winner;
  }
}

interface Place {
  cluster: string;
  logFile: string;
  password: string;
  user: ServerUser;
}

interface Launch extends Place {
  serverFolder: string;
  durable: boolean;
  port: number;
}

async function joinRunning(place: Place): Promise<EmbeddedPostgres | undefined> {
  const found = readPostmasterFile(place.cluster);
  if (found === undefined) return undefined;
  if (found.status === "stopping") {
    await waitUntilGone(place.cluster);
    return undefined;
  }
  const url = urlOf(place, found.port);
  await ensureDatabase(url, { deadline: Date.now() + startTimeoutMs, isAlive: () => isAlive(found.pid) });
  return { url, folder: place.cluster, port: found.port, pid: found.pid, owned: false, stop: async () => undefined };
}

async function launch(place: Launch): Promise<EmbeddedPostgres> {
  const server = spawnServer(place);
  const { pid } = server;
  if (pid === undefined) throw new Error(`PostgreSQL could not be started from ${place.serverFolder}`);
  const callOffGuard = guardProcess({ pid, signal: "INT", graceSeconds: 30 });
  const exited = new Promise<void>((done) => server.once("exit", () => done()));
  void exited.then(callOffGuard);
  const url = urlOf(place, place.port);
  try {
    await ensureDatabase(url, {
      deadline: Date.now() + startTimeoutMs,
      isAlive: () => server.exitCode === null && server.signalCode === null,
    });
  } catch (cause) {
    server.kill("SIGINT");
    throw new Error(`PostgreSQL did not start. Its log ends with:\n${readLogTail(place.logFile)}`, { cause });
  }
  return {
    url,
    folder: place.cluster,
    port: place.port,
    pid,
    owned: true,
    stop: async () => {
      server.ref();
      server.kill("SIGINT"); // "fast": open transactions are rolled back, then a clean shutdown
      await exited;
    },
  };
}

// In a session of its own, so that Ctrl-C in a terminal ends first those who use the database.
function spawnServer({ serverFolder, cluster, port, durable, user, logFile }: Launch): ChildProcess {
  const logHandle = openSync(logFile, "a", 0o600);
  const server = spawn(join(serverFolder, "bin/postgres"), ["-D", cluster, ...serverSettings({ port, durable })], {
    ...user,
    cwd: "/",
    detached: true,
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
    stdio: ["ignore", logHandle, logHandle],
  });
  closeSync(logHandle);
  server.unref();
  return server;
}

async function waitUntilGone(cluster: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (readPostmasterFile(cluster) !== undefined) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL on ${cluster} is shutting down but does not end`);
    await wait(50);
  }
}

function urlOf({ password }: Place, port: number): string {
  return `postgres://cartwright:${password}@127.0.0.1:${port}/cartwright`;
}

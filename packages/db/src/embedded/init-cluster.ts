import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import type { ServerUser } from "./server-user.ts";

interface InitOptions {
  serverFolder: string;
  /** Where the cluster shall be; its parent must exist. */
  cluster: string;
  password: string;
  user: ServerUser;
  durable: boolean;
}

/** Makes an empty cluster unless there is one. It appears whole or not at all, also when two start at once. */
export async function initCluster(options: InitOptions): Promise<void> {
  if (existsSync(join(options.cluster, "PG_VERSION"))) return;
  const half = `${options.cluster}.new-${randomUUID()}`;
  mkdirSync(half, { mode: 0o700 });
  const passwordFile = `${half}.pw`;
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (options.user !== undefined) {
    chownSync(half, options.user.uid, options.user.gid);
    chownSync(passwordFile, options.user.uid, options.user.gid);
  }
  try {
    await runInitdb(options, { half, passwordFile });
    moveIntoPlace(half, options.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

// The builtin locale sorts and folds UTF-8 the same on every machine, whatever locales it has.
async function runInitdb(
  options: InitOptions,
  { half, passwordFile }: { half: string; passwordFile: string },
): Promise<void> {
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=cartwright", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  const sync = options.durable ? [] : ["--no-sync"];
  await promisify(execFile)(
    join(options.serverFolder, "bin/initdb"),
    [`--pgdata=${half}`, ...access, ...locale, ...sync],
    { ...options.user, cwd: "/", env: { LC_ALL: "C", PATH: "/usr/bin:/bin" } },
  );
}

function moveIntoPlace(half: string, cluster: string): void {
  if (existsSync(cluster) && readdirSync(cluster).length === 0) rmSync(cluster, { recursive: true });
  try {
    renameSync(half, cluster);
  } catch (error) {
    if (!existsSync(join(cluster, "PG_VERSION"))) throw error; // another start was first: its cluster is as good
  }
}

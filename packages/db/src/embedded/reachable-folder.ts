import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { ServerUser } from "./server-user.ts";

const sharedRoot = "/var/lib/cartwright";

/**
 * A folder for the server's data that its user can get into.
 *
 * Below a home that only root may enter, user `postgres` cannot: the data then lives in /var/lib/cartwright, and a
 * file in the wanted folder says where. Whoever deletes that folder starts afresh, as expected.
 */
export function reachableDataFolder(wanted: string, user: ServerUser): string {
  mkdirSync(wanted, { recursive: true });
  if (canEnter(wanted, user)) return wanted;
  const location = join(wanted, "location");
  if (!existsSync(location)) writeFileSync(location, join(sharedRoot, `data-${randomUUID()}`));
  const folder = readFileSync(location, "utf8");
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/** The server's own files, copied once to where its user can read them when it cannot read the installed ones. */
export function reachableServerFolder(installed: string, user: ServerUser): string {
  if (canEnter(join(installed, "bin"), user)) return installed;
  const copy = join(sharedRoot, `server-${shortHash(installed)}`);
  if (existsSync(copy)) return copy;
  mkdirSync(sharedRoot, { recursive: true, mode: 0o755 });
  const half = `${copy}.${process.pid}`;
  cpSync(installed, half, { recursive: true, dereference: false, verbatimSymlinks: true });
  try {
    renameSync(half, copy); // whole or not at all: someone may start beside us
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function canEnter(folder: string, user: ServerUser): boolean {
  if (user === undefined) return true;
  try {
    execFileSync("/bin/sh", ["-c", 'cd "$1" && ls . > /dev/null', "sh", folder], {
      ...user,
      cwd: "/",
      stdio: "ignore",
    });
    return true;
  } catch {
    return false; // the shell could not enter: this is the answer
  }
}

function shortHash(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 12);
}

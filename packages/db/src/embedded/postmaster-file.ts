import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

export interface RunningServer {
  pid: number;
  port: number;
  /** What the server last wrote about itself: `starting`, `ready`, `stopping`. */
  status: string;
}

/**
 * The server that runs on this cluster, or undefined.
 *
 * After a crash the file stays, and its number may belong to another program by now, which would keep PostgreSQL from
 * starting. Such a file is removed.
 */
export function readPostmasterFile(cluster: string): RunningServer | undefined {
  const file = join(cluster, "postmaster.pid");
  const lines = readLines(file);
  const pid = Number.parseInt(lines[0] ?? "", 10);
  if (!Number.isInteger(pid)) return undefined;
  if (!isServerOf(pid, cluster)) {
    rmSync(file, { force: true });
    return undefined;
  }
  return { pid, port: Number.parseInt(lines[3] ?? "", 10), status: (lines[7] ?? "starting").trim() };
}

/** Whether that process is alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return []; // no file: no server
  }
}

function isServerOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    const command = execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes("postgres") && command.includes(cluster);
  } catch {
    return readCommandLine(pid).includes(cluster); // small images come without ps
  }
}

function readCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

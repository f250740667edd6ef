import { spawn } from "node:child_process";
import { once } from "node:events";

import { guardProcess } from "@cartwright/db/embedded";

import { tail, withLog } from "./log-file.ts";

interface ProgramOptions {
  /** Arguments to Node. */
  args: string[];
  cwd: string;
  env: Record<string, string>;
  log: string;
  /** Ends the program early. */
  signal: AbortSignal;
}

/** Runs a program to its end, output into `log`. Throws with the log's tail when it fails. */
export async function runProgram({ args, cwd, env, log, signal }: ProgramOptions): Promise<void> {
  signal.throwIfAborted();
  const child = withLog(log, (handle) =>
    spawn(process.execPath, args, { cwd, env, detached: true, stdio: ["ignore", handle, handle] }),
  );
  const exited = once(child, "exit");
  const pid = child.pid ?? 0;
  const callOffGuard = guardProcess({ pid: -pid, signal: "TERM", graceSeconds: 5 });
  const stop = () => process.kill(-pid, "SIGTERM");
  signal.addEventListener("abort", stop);
  await exited;
  signal.removeEventListener("abort", stop);
  callOffGuard();
  signal.throwIfAborted();
  if (child.exitCode !== 0) throw new Error(`The command failed. ${log} ends with:\n${tail(log)}`);
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

import { guardProcess } from "@cartwright/db/embedded";

import { tail, withLog } from "./log-file.ts";

export interface SuperviseOptions {
  name: string;
  /** Arguments to Node. */
  args: string[];
  cwd: string;
  env: Record<string, string>;
  log: string;
  /** How long a stop may take before the rest is killed. */
  graceSeconds: number;
  /** Called after every start with the new process number. */
  onStart?: (pid: number) => void;
  onRestart?: (text: string) => void;
  /** Called once, when the program died too often; it is not started again. */
  onGiveUp: (error: Error) => void;
}

export interface Supervised {
  readonly name: string;
  /** Of the process that runs now; undefined between two lives and after the end. */
  readonly pid: () => number | undefined;
  /** Ends the program and all it started, and waits for that; a second call is harmless. */
  readonly stop: () => Promise<void>;
}

const mostDeaths = 5;
const withinMs = 60_000;

/**
 * Keeps a program running: starts it again at once when it dies, until it has died five times within a minute.
 *
 * It runs in a process group of its own, so that Ctrl-C reaches us first, and it ends with us however we end.
 */
export function supervise(options: SuperviseOptions): Supervised {
  const deaths: number[] = [];
  let life: Life | undefined;
  let stopping = false;

  const start = () => {
    life = startLife(options);
    options.onStart?.(life.pid);
    void life.ended.then(afterDeath);
  };
  const afterDeath = (cause: string) => {
    life = undefined;
    if (stopping) return;
    deaths.push(Date.now());
    const recent = deaths.filter((at) => at > Date.now() - withinMs).length;
    if (recent >= mostDeaths) {
      options.onGiveUp(
        new Error(
          `${options.name} died ${recent} times within a minute. ${options.log} ends with:\n${tail(options.log)}`,
        ),
      );
      return;
    }
    options.onRestart?.(`${options.name} ended (${cause}) and is started again`);
    start();
  };

  start();
  return {
    name: options.name,
    pid: () => life?.pid,
    stop: async () => {
      stopping = true;
      await life?.stop();
    },
  };
}

interface Life {
  pid: number;
  ended: Promise<string>;
  stop: () => Promise<void>;
}

function startLife({ name, args, cwd, env, log, graceSeconds }: SuperviseOptions): Life {
  const child = withLog(log, (handle) =>
    spawn(process.execPath, args, { cwd, env, detached: true, stdio: ["ignore", handle, handle] }),
  );
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${name} could not be started`);
  const exited = once(child, "exit");
  const callOffGuard = guardProcess({ pid: -pid, signal: "TERM", graceSeconds });
  const ended = exited.then(() => {
    signalGroup(pid, "SIGKILL"); // what it had started itself must not outlive it
    callOffGuard();
    return child.signalCode ?? `code ${child.exitCode}`;
  });
  return { pid, ended, stop: () => stopLife(child, { pid, ended, graceSeconds }) };
}

interface StopOptions {
  pid: number;
  ended: Promise<string>;
  graceSeconds: number;
}

async function stopLife(child: ChildProcess, { pid, ended, graceSeconds }: StopOptions): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) signalGroup(pid, "SIGTERM");
  const killer = setTimeout(() => signalGroup(pid, "SIGKILL"), graceSeconds * 1000);
  await ended;
  clearTimeout(killer);
}

function signalGroup(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const gone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!gone) throw error;
  }
}

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

interface ProcessInfo {
  parent: number;
  command: string;
  /** Ended, but nobody has asked for its exit code yet. */
  ended: boolean;
}

const pollMs = 500;
const launcher = /\b(npm|npx|pnpm|yarn|bun)\b|^(\S*\/)?(ba|da|z)?sh -c/;

/**
 * Calls `onGone` when one of the programs that started us has ended: npx, pnpm, and the shells between them.
 *
 * Whoever sends SIGTERM to npx ends npx and pnpm, which do not always pass it on: we would stay behind.
 */
export function watchLaunchers(onGone: () => void): void {
  const pids = findLaunchers();
  if (pids.length === 0) return;
  const timer = setInterval(() => {
    if (pids.every(isAlive)) return;
    clearInterval(timer);
    onGone();
  }, pollMs);
  timer.unref();
}

// Upwards as long as it is a launcher; a terminal's shell or a CI runner is not.
function findLaunchers(): number[] {
  const found: number[] = [];
  for (let pid = process.ppid; pid > 1;) {
    const info = inspect(pid);
    if (info === undefined || !launcher.test(info.command)) break;
    found.push(pid);
    pid = info.parent;
  }
  return found;
}

function isAlive(pid: number): boolean {
  const info = inspect(pid);
  return info !== undefined && !info.ended;
}

function inspect(pid: number): ProcessInfo | undefined {
  try {
    return process.platform === "linux" ? inspectProc(pid) : inspectPs(pid);
  } catch {
    return undefined; // no such process
  }
}

// After the name, which is in brackets and may hold anything: the state, then the parent.
function inspectProc(pid: number): ProcessInfo {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  return { parent: Number(parent), command, ended: state === "Z" };
}

function inspectPs(pid: number): ProcessInfo {
  const line = execFileSync("ps", ["-ww", "-o", "ppid=,stat=,command=", "-p", String(pid)], {
    encoding: "utf8",
  }).trim();
  const [parent, state = "", ...command] = line.split(/\s+/);
  return { parent: Number(parent), command: command.join(" "), ended: state.startsWith("Z") };
}

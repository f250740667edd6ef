import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether process `pid` is alive and is the program we mean: its command line contains `part`. */
export function isRunning(pid: number | null | undefined, part: string): boolean {
  if (pid === undefined || pid === null || !Number.isInteger(pid)) return false;
  return commandLine(pid).includes(part);
}

function commandLine(pid: number): string {
  try {
    return process.platform === "linux"
      ? readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
      : execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return ""; // no such process
  }
}

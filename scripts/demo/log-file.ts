import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

const mostBytes = 20 * 1024 * 1024;

/** Path of a program's log; a log that has grown past 20 MB is put aside first. */
export function logFile(dataDir: string, name: string): string {
  const folder = join(dataDir, "logs");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > mostBytes) renameSync(file, `${file}.old`);
  return file;
}

/** Opens the log to append to, hands it over, and closes our end. */
export function withLog<T>(file: string, use: (handle: number) => T): T {
  const handle = openSync(file, "a", 0o600);
  try {
    return use(handle);
  } finally {
    closeSync(handle);
  }
}

/** The last lines of a log. */
export function tail(file: string, lines = 25): string {
  if (!existsSync(file)) return "(no log)";
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

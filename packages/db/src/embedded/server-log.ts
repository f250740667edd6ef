import { readFileSync } from "node:fs";

/** The last lines of the server's log, for an error message. */
export function readLogTail(file: string, lines = 15): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

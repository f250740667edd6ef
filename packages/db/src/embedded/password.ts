import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The password of the server in `dataDir`, made up at first use; its file is readable by the owner alone. */
export function serverPassword(dataDir: string): string {
  const file = join(dataDir, "postgres-password");
  if (!existsSync(file)) writeOnce(file);
  chmodSync(file, 0o600);
  return readFileSync(file, "utf8").trim();
}

function writeOnce(file: string): void {
  try {
    writeFileSync(file, `${randomBytes(24).toString("base64url")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!existsSync(file)) throw error; // someone started beside us and wrote it first
  }
}

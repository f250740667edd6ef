import { renameSync, writeFileSync } from "node:fs";

/** Writes a file that its owner alone may read; a reader sees the old text or the new, never half. */
export function writePrivateFile(file: string, text: string): void {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, text, { mode: 0o600 });
  renameSync(half, file);
}

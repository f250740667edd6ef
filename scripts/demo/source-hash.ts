import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// The last is written by the build itself.
const skipped = new Set(["node_modules", ".next", ".turbo", ".git", "coverage", "next-env.d.ts"]);

/** One hash over all files below `paths` (relative to `root`); tests do not count. */
export function sourceHash(root: string, paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) addPath(join(root, path));
  return hash.digest("hex");

  function addPath(path: string): void {
    const entries = listFolder(path);
    if (entries === undefined) {
      hash.update(`\n${path.slice(root.length)}\n`).update(readFileSync(path));
      return;
    }
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!skipped.has(entry.name) && !/\.test\.tsx?$/.test(entry.name)) addPath(join(path, entry.name));
    }
  }
}

// Undefined: a file, not a folder.
function listFolder(path: string): Dirent[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

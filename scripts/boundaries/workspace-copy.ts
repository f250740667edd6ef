import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

import { repository } from "../env.ts";

export interface WorkspaceCopy {
  root: string;
  /** Writes a file into the copy. */
  plant: (path: string, text: string) => void;
  remove: () => void;
}

const skipped = new Set([
  "node_modules",
  ".next",
  ".git",
  ".turbo",
  "bench",
  "e2e",
  "docs",
  "seed",
  "illustrations",
  "public",
]);

/** A copy of the workspace to break: our sources as files, everything installed as links. */
export function copyWorkspace(): WorkspaceCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "cartwright-boundaries-")));
  cpSync(repository, root, { recursive: true, filter: (path) => isOurs(relative(repository, path)) });
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  return {
    root,
    plant(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function isOurs(path: string): boolean {
  return path === "" || !path.split("/").some((part) => skipped.has(part) || part.startsWith(".cartwright"));
}

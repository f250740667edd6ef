import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { sourceHash } from "./source-hash.ts";

let root: string;
let before: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cartwright-sources-"));
  write("app/page.tsx", "one");
  write("lock.yaml", "one");
  before = hash();
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test.for([
  ["app/page.tsx", "two"],
  ["app/new.ts", ""],
  ["lock.yaml", "two"],
])("a change to %s is seen", ([path = "", text = ""]) => {
  write(path, text);
  expect(hash()).not.toBe(before);
});

test.for(["app/page.test.ts", "app/node_modules/x.js", "app/.next/build"])("%s does not count", (path) => {
  write(path, "anything");
  expect(hash()).toBe(before);
});

function hash(): string {
  return sourceHash(root, ["app", "lock.yaml"]);
}

function write(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

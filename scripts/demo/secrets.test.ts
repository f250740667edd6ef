import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { loadSecrets } from "./secrets.ts";

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "cartwright-secrets-"));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("secrets survive a restart, and differ between data folders", () => {
  const first = loadSecrets(dataDir);
  expect(loadSecrets(dataDir)).toEqual(first);
  rmSync(join(dataDir, "secrets.json"));
  const other = loadSecrets(dataDir);
  expect(other.jwtSecret).not.toBe(first.jwtSecret);
  expect(other.adminPassword).not.toBe(first.adminPassword);
});

test("only the owner can read them", () => {
  loadSecrets(dataDir);
  expect(statSync(join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("a file of an older version keeps its secrets and gets those that it lacks", () => {
  const { jwtSecret, ...rest } = loadSecrets(dataDir);
  writeFileSync(join(dataDir, "secrets.json"), JSON.stringify(rest));
  const repaired = loadSecrets(dataDir);
  expect(repaired).toMatchObject(rest);
  expect(repaired.jwtSecret).toHaveLength(jwtSecret.length);
  expect(readFileSync(join(dataDir, "secrets.json"), "utf8")).toContain(repaired.jwtSecret);
});

test("the encryption key is 32 bytes", () => {
  expect(Buffer.from(loadSecrets(dataDir).encryptionKey, "base64")).toHaveLength(32);
});

import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { readToolEnv, repository } from "../env.ts";
import { runCommand } from "../test/run-command.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

// Each lock on the direction of imports gets a violation planted that it must refuse, in a copy that without it is in order.

const lint = join(repository, "node_modules/.bin/oxlint");
const turbo = join(repository, "node_modules/.bin/turbo");
const planted = "packages/integrations/src/planted-violation.ts";

let copy: WorkspaceCopy;

beforeAll(() => {
  copy = copyWorkspace();
});

beforeEach(() => copy.plant(planted, "export {};\n"));

afterAll(() => copy.remove());

test("pnpm: a package cannot find another that its package.json does not name", async () => {
  expect(await finds("packages/core", "@cartwright/db")).toMatchObject({ ok: true });
  expect(await finds("packages/integrations", "@cartwright/core")).toMatchObject(refusal("Cannot find package"));
  expect(await finds("packages/core", "@cartwright/api")).toMatchObject(refusal("Cannot find package"));
  expect(await finds("apps/sandbox", "@cartwright/integrations/contracts")).toMatchObject(
    refusal("Cannot find package"),
  );
});

test("turbo: a package.json that points an arrow the other way is refused", async () => {
  expect(await boundaries()).toMatchObject({ ok: true });
  copy.plant("packages/db/package.json", JSON.stringify(upsideDown));
  expect(await boundaries()).toMatchObject({
    ok: false,
    output: expect.stringContaining("@cartwright/core") as string,
  });
});

test("oxlint: integrations may import nothing of ours", async () => {
  expect(await violations("packages/integrations/src")).toMatchObject({ ok: true });
  copy.plant(planted, 'export { DomainError } from "@cartwright/core";\n');
  expect(await violations("packages/integrations/src")).toMatchObject(refusal("imports nothing of ours"));
});

test("oxlint: core sees the contracts of integrations, and no client", async () => {
  copy.plant(
    "packages/core/src/planted.ts",
    'export type { PaymentProviders } from "@cartwright/integrations/contracts";\n',
  );
  expect(await violations("packages/core/src/planted.ts")).toMatchObject({ ok: true });
  copy.plant("packages/core/src/planted.ts", 'export * from "@cartwright/integrations/stripe";\n');
  expect(await violations("packages/core/src/planted.ts")).toMatchObject(refusal("only the contracts"));
});

test("oxlint: pages and components do not reach below the API, src/server does", async () => {
  const source = 'import { isDomainError } from "@cartwright/core";\n\nexport const planted = isDomainError;\n';
  copy.plant("apps/web/src/server/planted.ts", source);
  expect(await violations("apps/web/src/server/planted.ts")).toMatchObject({ ok: true });
  copy.plant("apps/web/src/components/planted.ts", source);
  expect(await violations("apps/web/src/components/planted.ts")).toMatchObject(refusal("Only src/server"));
});

test("oxlint: nobody reaches into another package by its folder", async () => {
  copy.plant("apps/worker/src/planted.ts", 'export * from "../../../packages/core/src/errors.ts";\n');
  expect(await violations("apps/worker/src/planted.ts")).toMatchObject(refusal("by its name"));
});

const upsideDown = {
  name: "@cartwright/db",
  private: true,
  type: "module",
  dependencies: { "@cartwright/core": "workspace:*" },
};

// In a process of its own: Vitest resolves in its own way.
function finds(folder: string, name: string) {
  const { inherited } = readToolEnv();
  const from = JSON.stringify(pathToFileURL(join(repository, folder, "package.json")).href);
  const ask = `console.log(import.meta.resolve(${JSON.stringify(name)}, ${from}))`;
  return runCommand([process.execPath, "--experimental-import-meta-resolve", "--input-type=module", "--eval", ask], {
    env: inherited,
  });
}

function boundaries() {
  const { inherited } = readToolEnv();
  return runCommand([turbo, "boundaries", "--no-color", "--skip-infer", "--cwd", copy.root], {
    env: { ...inherited, TURBO_TELEMETRY_DISABLED: "1" },
  });
}

function violations(path: string) {
  const { inherited } = readToolEnv();
  const args = ["--config", join(copy.root, ".oxlintrc.json"), "-A", "all", "-D", "no-restricted-imports"];
  return runCommand([lint, ...args, join(copy.root, path)], { env: inherited });
}

function refusal(message: string) {
  return { ok: false, output: expect.stringContaining(message) as string };
}

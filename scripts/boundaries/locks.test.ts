import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { readToolEnv, repository } from "../env.ts";
import { runCommand } from "../test/run-command.ts";
import { copyWorkspace, type WorkspaceCopy } from "./workspace-copy.ts";

// Each lock on the direction of imports gets a violation planted that it must refuse, in a copy that without it is in order.

const lint = join(repository, "node_modules/.bin/oxlint");
const turbo = join(repository, "node_modules/.bin/turbo");

let copy: WorkspaceCopy;

beforeAll(() => {
  copy = copyWorkspace();
});

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

const good = {
  "packages/core/src/planted.ts": 'export type { PaymentProviders } from "@cartwright/integrations/contracts";\n',
  "apps/web/src/server/planted.ts":
    'import { isDomainError } from "@cartwright/core";\n\nexport const planted = isDomainError;\n',
};

const bad = [
  {
    path: "packages/integrations/src/planted.ts",
    source: 'export { DomainError } from "@cartwright/core";\n',
    reason: "imports nothing of ours",
  },
  {
    path: "packages/core/src/planted-client.ts",
    source: 'export * from "@cartwright/integrations/stripe";\n',
    reason: "only the contracts",
  },
  {
    path: "apps/web/src/components/planted.ts",
    source: good["apps/web/src/server/planted.ts"],
    reason: "Only src/server",
  },
  {
    path: "apps/worker/src/planted.ts",
    source: 'export * from "../../../packages/core/src/errors.ts";\n',
    reason: "by its name",
  },
];

test("oxlint: core sees the contracts of integrations, and src/server of the web reaches below the API", async () => {
  for (const [path, source] of Object.entries(good)) copy.plant(path, source);
  expect(await violations(Object.keys(good))).toMatchObject({ ok: true });
});

test("oxlint: an import that goes the wrong way is refused, and told why", async () => {
  for (const { path, source } of bad) copy.plant(path, source);
  const { ok, output } = await violations(bad.map(({ path }) => path));
  expect(ok).toBe(false);
  const { diagnostics } = report.parse(JSON.parse(output));
  const told = bad.map(({ path }) => diagnostics.find(({ filename }) => filename.endsWith(path))?.help);
  expect(told).toEqual(bad.map(({ reason }) => expect.stringContaining(reason) as string));
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

const report = z.object({ diagnostics: z.array(z.object({ filename: z.string(), help: z.string() })) });

function violations(paths: readonly string[]) {
  const { inherited } = readToolEnv();
  const args = ["--config", join(copy.root, ".oxlintrc.json"), "-A", "all", "-D", "no-restricted-imports"];
  return runCommand([lint, "--format=json", ...args, ...paths.map((path) => join(copy.root, path))], {
    env: inherited,
  });
}

function refusal(message: string) {
  return { ok: false, output: expect.stringContaining(message) as string };
}

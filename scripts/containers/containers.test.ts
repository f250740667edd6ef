import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

import { repository } from "../env.ts";

// CI has no container engine: what can be told by reading is told here.

const environment = z.record(z.string(), z.union([z.string(), z.number()])).default({});

const service = z.looseObject({
  image: z.string().optional(),
  build: z.object({ context: z.literal("."), dockerfile: z.string() }).optional(),
  environment,
  restart: z.string().optional(),
  profiles: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  container_name: z.string().optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()).optional() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});

const read = (path: string) => readFileSync(join(repository, path), "utf8");
const compose = z
  .object({ services: z.record(z.string(), service) })
  .parse(parse(read("docker-compose.yml"), { merge: true }));
const dockerfiles = globSync("docker/*.Dockerfile", { cwd: repository }).toSorted();
const secretName = /SECRET|PASSWORD|_KEY$|_PASS$|TOKEN/;

test("compose runs a database, one migration, web, worker, and the sandbox only when asked", () => {
  expect(Object.keys(compose.services)).toEqual(["postgres", "migrate", "web", "worker", "sandbox"]);
  expect(compose.services["sandbox"]?.profiles).toEqual(["sandbox"]);
  expect(compose.services["migrate"]?.restart).toBe("no");
});

test("web and worker start only after the migrations, and these after the database is healthy", () => {
  expect(compose.services["web"]?.depends_on["migrate"]?.condition).toBe("service_completed_successfully");
  expect(compose.services["worker"]?.depends_on["migrate"]?.condition).toBe("service_completed_successfully");
  expect(compose.services["migrate"]?.depends_on["postgres"]?.condition).toBe("service_healthy");
});

test("any number of workers fit beside each other", () => {
  const worker = compose.services["worker"];
  expect(worker?.container_name).toBeUndefined();
  expect(worker?.ports).toEqual([]);
});

test("no secret stands in the compose file: each comes from outside", () => {
  const values = Object.values(compose.services).flatMap((each) => Object.entries(each.environment));
  const secrets = values.filter(([name]) => secretName.test(name));
  expect(secrets.length).toBeGreaterThan(5);
  expect(secrets.filter(([, value]) => !/^\$\{[A-Z_]+(:\?.+|:-)\}$/s.test(String(value)))).toEqual([]);
  expect(values.filter(([, value]) => /:\/\/[^$]*:[^$]+@/.test(String(value)))).toEqual([]);
});

test("every service that stays up says whether it is well", () => {
  for (const [name, { build, healthcheck, restart }] of Object.entries(compose.services)) {
    const inImage = build !== undefined && /^HEALTHCHECK /m.test(read(build.dockerfile));
    expect({ name, well: restart === "no" || inImage || healthcheck?.test !== undefined }).toEqual({
      name,
      well: true,
    });
  }
});

test("every image has a version, and every build its file", () => {
  const services = Object.values(compose.services);
  const images = services.flatMap(({ image }) => image ?? []);
  expect(images.filter((image) => !/^[\w/.-]+:[\w.-]*\d[\w.-]*$/.test(image))).toEqual([]);
  const built = services.flatMap(({ build }) => build?.dockerfile ?? []);
  expect(built.filter((file) => !dockerfiles.includes(file))).toEqual([]);
});

test.for(dockerfiles)(
  "%s is built in stages from images with a version, and ends as a user that is not root",
  (path) => {
    const stages = read(path)
      .split(/^(?=FROM )/m)
      .slice(1);
    const names = stages.map((stage) => /^FROM \S+ AS (\w+)/.exec(stage)?.[1]);
    expect(stages.length).toBeGreaterThan(1);
    for (const stage of stages) {
      const source = /^FROM (\S+)/.exec(stage)?.[1] ?? "";
      expect(names.includes(source) || /:\d/.test(source)).toBe(true);
    }
    const last = stages.at(-1) ?? "";
    expect(last).toMatch(/^USER (?!root)\w+$/m);
    expect(last.indexOf("\nUSER ")).toBeLessThan(last.indexOf("\nCMD "));
    expect(last).toMatch(/^CMD \["node"(?:, "[\w/.=-]+")+\]$/m);
  },
);

test.for(dockerfiles)("%s carries no secret and copies only what exists", (path) => {
  const text = read(path);
  expect(text.split("\n").filter((line) => /^(ENV|ARG) /.test(line) && secretName.test(line))).toEqual([]);
  const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => (match[1] ?? "").split(" "));
  expect(copied.filter((source) => !existsSync(join(repository, source)))).toEqual([]);
});

test.for(["web", "worker"])("the image of %s contains the source of every package that it depends on", (app) => {
  const text = read(`docker/${app}.Dockerfile`);
  const last = text.slice(text.lastIndexOf("\nFROM "));
  const missing = workspaceDependencies(`apps/${app}`).filter(
    (folder) => !last.includes(`/app/${folder}/src ${folder}/src`),
  );
  expect(missing).toEqual([]);
});

test("every setting that a program or compose reads is in .env.example, with a word on what it does", () => {
  const example = read(".env.example")
    .split("\n")
    .filter((line) => /^[A-Z]/.test(line));
  expect(example.filter((line) => !/^[A-Z0-9_]+=\S*\s+# \S/.test(line))).toEqual([]);
  const documented = new Set(example.map((line) => line.slice(0, line.indexOf("="))));
  expect([...settingsInUse()].filter((name) => !documented.has(name)).toSorted()).toEqual([]);
});

const manifest = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });

function workspaceDependencies(folder: string, seen = new Set<string>()): string[] {
  const { dependencies } = manifest.parse(JSON.parse(read(`${folder}/package.json`)));
  for (const name of Object.keys(dependencies)) {
    const below = name.replace("@cartwright/", "packages/");
    if (below === name || seen.has(below)) continue;
    seen.add(below);
    workspaceDependencies(below, seen);
  }
  return [...seen];
}

// Set by the platform or between our own programs: nobody sets these by hand.
const internal = new Set([
  "NODE_ENV",
  "NEXT_RUNTIME",
  "TMPDIR",
  "CARTWRIGHT_TEST_TEMPLATE",
  "CARTWRIGHT_DEMO_FILE",
  "CARTWRIGHT_TESTS_BESIDE",
]);

function settingsInUse(): Set<string> {
  const files = globSync("{apps,packages,scripts,e2e,bench}/**/env.ts", {
    cwd: repository,
    exclude: ["**/node_modules/**"],
  });
  const inSchemas = files.flatMap((file) => [...read(file).matchAll(/^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*): /gm)]);
  const byName = files.flatMap((file) => [...read(file).matchAll(/process\.env\[?"?\.?([A-Z][A-Z0-9_]+)/g)]);
  const inCompose = [...read("docker-compose.yml").matchAll(/\$\{([A-Z][A-Z0-9_]+)/g)];
  const names = [...inSchemas, ...byName, ...inCompose].map((match) => match[1] ?? "");
  return new Set(names.filter((name) => !internal.has(name)));
}

test.for(["web", "worker", "sandbox"])("the image of %s starts it as its package does", (app) => {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(read(`apps/${app}/package.json`)));
  const started = z
    .array(z.string())
    .parse(JSON.parse(/^CMD (\[.+\])$/m.exec(read(`docker/${app}.Dockerfile`))?.[1] ?? "[]"));
  expect(started.join(" ").replace(`apps/${app}/`, "")).toBe(scripts.start);
});

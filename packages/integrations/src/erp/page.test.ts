import { readdir, readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { readPage } from "../testing/read-page.ts";

const folder = new URL("./", import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

test.for([...files, "../installed.ts"])("the page shows %s as it is", async (name) => {
  const { page, example } = await readPage("write-an-integration.md", new URL(name, folder));
  expect(page).toContain(`\`\`\`ts\n${example}\n\`\`\``);
});

test("the example imports the kit and itself, and nothing else of ours", async () => {
  const sources = await Promise.all(files.map((name) => readFile(new URL(name, folder), "utf8")));
  const imported = sources.flatMap((source) => [...source.matchAll(/from "([^"]+)"/g)].map((match) => match[1]));
  expect(imported).toContain("#kit/index.ts");
  expect(imported.filter((path) => path !== "#kit/index.ts" && path?.startsWith("./") !== true)).toEqual([]);
});

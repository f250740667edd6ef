import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { repository } from "../env.ts";

export interface Check {
  name: string;
  command: [string, ...string[]];
}

const bin = (name: string) => join(repository, "node_modules/.bin", name);

/** Everything about the code that can be told without running it. */
export function checks(): Check[] {
  return [
    { name: "format", command: [bin("oxfmt"), "--check"] },
    { name: "lint", command: [bin("oxlint"), "--deny-warnings", "--report-unused-disable-directives"] },
    { name: "boundaries", command: [bin("turbo"), "boundaries", "--no-color"] },
    { name: "dead code", command: [bin("knip"), "--no-progress"] },
    ...workspaces().map((folder): Check => ({ name: `types ${folder}`, command: [bin("tsc"), "-p", folder] })),
  ];
}

function workspaces(): string[] {
  const below = (folder: string) => readdirSync(join(repository, folder)).map((name) => `${folder}/${name}`);
  const all = [...below("packages"), ...below("apps"), "scripts", "e2e", "bench", "faults"];
  return all.filter((folder) => existsSync(join(repository, folder, "tsconfig.json")));
}

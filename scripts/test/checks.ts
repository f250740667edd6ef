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
    { name: "types", command: [bin("tsc"), "-p", "tsconfig.json"] },
    { name: "types of the web", command: [bin("tsc"), "-p", "apps/web"] },
    { name: "types of the browser tests", command: [bin("tsc"), "-p", "e2e"] },
  ];
}

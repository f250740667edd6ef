import { readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { repository } from "../env.ts";
import { nextBin } from "./build-web.ts";

export type ProgramName = "sandbox" | "worker" | "web";

export interface Program {
  name: ProgramName;
  args: string[];
  cwd: string;
  /** How long a clean stop may take. */
  graceSeconds: number;
}

/** The programs of a demo, in the order in which they start; they stop in the opposite order. */
export function programs(mode: "production" | "development", webPort: number): Program[] {
  const watch = mode === "development" ? ["--watch", "--watch-preserve-output"] : [];
  const app = (name: string) => join(repository, "apps", name);
  const web = mode === "development" ? [nextBin(), "dev", "--port", String(webPort)] : startArgs(app("web"));
  return [
    { name: "sandbox", args: [...watch, ...startArgs(app("sandbox"))], cwd: app("sandbox"), graceSeconds: 5 },
    { name: "worker", args: [...watch, ...startArgs(app("worker"))], cwd: app("worker"), graceSeconds: 25 },
    { name: "web", args: web, cwd: app("web"), graceSeconds: 15 },
  ];
}

const manifest = z.object({ scripts: z.object({ start: z.string().startsWith("node ") }) });

/** What an app's own `start` gives to Node. */
function startArgs(folder: string): string[] {
  const { scripts } = manifest.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  return scripts.start.split(" ").slice(1);
}

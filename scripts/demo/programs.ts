import { join } from "node:path";

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
  const web =
    mode === "development" ? [nextBin(), "dev", "--port", String(webPort)] : [join(app("web"), "src/start.ts")];
  return [
    { name: "sandbox", args: [...watch, join(app("sandbox"), "src/main.ts")], cwd: app("sandbox"), graceSeconds: 5 },
    { name: "worker", args: [...watch, join(app("worker"), "src/main.ts")], cwd: app("worker"), graceSeconds: 25 },
    { name: "web", args: web, cwd: app("web"), graceSeconds: 15 },
  ];
}

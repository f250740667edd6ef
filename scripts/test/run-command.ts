import { spawn } from "node:child_process";
import { once } from "node:events";

import { repository } from "../env.ts";

export interface CommandResult {
  ok: boolean;
  /** Standard output and error, in the order in which they came. */
  output: string;
}

interface CommandOptions {
  env: Record<string, string>;
  /** Hears each line as it comes. */
  onLine?: (line: string) => void;
}

/** Runs a command in the repository to its end, and keeps what it printed. */
export async function runCommand(
  [command, ...args]: [string, ...string[]],
  options: CommandOptions,
): Promise<CommandResult> {
  const child = spawn(command, args, { cwd: repository, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const take = (chunk: string) => {
    output += chunk;
    const line = chunk.trimEnd().split("\n").at(-1);
    if (line !== undefined && line !== "") options.onLine?.(line.trim());
  };
  child.stdout.setEncoding("utf8").on("data", take);
  child.stderr.setEncoding("utf8").on("data", take);
  await once(child, "close");
  return { ok: child.exitCode === 0, output };
}

import { watchLaunchers } from "./launchers.ts";
import { type DemoOptions, runDemo } from "./run-demo.ts";

/** Runs a demo until Ctrl-C, SIGTERM or SIGHUP, and sets the exit code. */
export async function main(mode: DemoOptions["mode"]): Promise<void> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  watchLaunchers(() => stop.abort());
  console.log(mode === "production" ? "Cartwright demo" : "Cartwright development");
  try {
    await runDemo({ mode, write: (line) => console.log(line), signal: stop.signal });
  } catch (error) {
    if (!stop.signal.aborted) {
      console.error(`\n${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
  if (stop.signal.aborted) console.log("Cartwright has stopped.");
}

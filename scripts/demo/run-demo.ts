import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";

import { type ToolEnv, readToolEnv, repository } from "../env.ts";
import { buildWeb } from "./build-web.ts";
import { childEnv } from "./child-env.ts";
import { choosePort } from "./choose-port.ts";
import { connectShopify, demoShop } from "./connect-shopify.ts";
import { type DemoFile, removeDemoFile, writeDemoFile } from "./demo-file.ts";
import { findAccounts } from "./find-accounts.ts";
import { logFile } from "./log-file.ts";
import { printSummary } from "./print-summary.ts";
import { type ProgramName, programs } from "./programs.ts";
import { createProgress, type Progress } from "./progress.ts";
import { runProgram } from "./run-program.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import { becomeTheOne } from "./single-instance.ts";
import { type DemoDatabase, startDatabase } from "./start-database.ts";
import { supervise, type Supervised } from "./supervise.ts";
import { waitForHttp } from "./wait-for-http.ts";

export interface DemoOptions {
  mode: "production" | "development";
  write: (line: string) => void;
  /** Stops everything. */
  signal: AbortSignal;
}

interface Demo extends DemoOptions {
  env: ToolEnv;
  progress: Progress;
  secrets: Secrets;
  /** Undone from the last to the first. */
  cleanUp: (() => Promise<void> | void)[];
}

/**
 * Starts the whole of Cartwright and keeps it running until `signal` aborts; then stops everything, in order.
 *
 * Returns at once when this data folder already has a running demo. Throws, after stopping everything, when a step fails or a
 * program dies too often.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  const env = readToolEnv();
  mkdirSync(env.dataDir, { recursive: true });
  const progress = createProgress(options.write);
  const one = await becomeTheOne({ dataDir: env.dataDir, say: progress.say });
  if ("running" in one) {
    options.write("Cartwright is already running.");
    printSummary(one.running, options.write);
    return;
  }
  const demo: Demo = { ...options, env, progress, secrets: loadSecrets(env.dataDir), cleanUp: [one.release] };
  try {
    await start(demo);
  } finally {
    await stopAll(demo);
  }
}

async function start(demo: Demo): Promise<void> {
  const { env, progress, secrets, mode } = demo;
  const webPort = await choosePort({ what: "the shop", variable: "PORT", wanted: env.port, say: progress.say });
  const sandboxPort = await choosePort({
    what: "the sandbox",
    variable: "SANDBOX_PORT",
    wanted: env.sandboxPort,
    say: progress.say,
  });
  await progress.step("Database client", () =>
    runTool(demo, { args: ["packages/db/src/cli/generate.ts"], env: env.inherited }),
  );
  const database = await progress.step("Database", (note) => startDatabase(env, note));
  demo.cleanUp.push(() => database.stop());
  const programEnv = childEnv({
    compileCache: join(env.dataDir, "compile-cache"),
    inherited: env.inherited,
    secrets,
    databaseUrl: database.url,
    webPort,
    sandboxPort,
    mode,
  });
  await prepare(demo, programEnv);
  await keepRunning(demo, { database, programEnv });
}

// Seeding draws pictures and the build bundles pages: neither waits for the other.
async function prepare(demo: Demo, programEnv: Record<string, string>): Promise<void> {
  const { progress, mode, signal } = demo;
  await progress.step("Migrations", () => runTool(demo, { args: ["packages/db/src/cli/migrate.ts"], env: programEnv }));
  const seed = () => runTool(demo, { args: ["packages/db/src/cli/seed.ts"], env: programEnv });
  const build = async (note: (text: string) => void) => {
    note(await buildWeb({ env: programEnv, log: logFile(demo.env.dataDir, "build"), signal }));
  };
  const steps = [progress.step("Products, customers and past orders", seed)];
  if (mode === "production") steps.push(progress.step("Production build", build));
  const outcomes = await Promise.allSettled(steps);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

interface Running {
  database: DemoDatabase;
  programEnv: Record<string, string>;
}

async function keepRunning(demo: Demo, { database, programEnv }: Running): Promise<void> {
  const { env, progress, mode } = demo;
  const gaveUp = Promise.withResolvers<never>();
  gaveUp.promise.catch(() => undefined); // also when nobody waits yet: it is awaited below
  const file = await describe(demo, { database, programEnv });
  const onStart = (name: ProgramName) => (pid: number) => {
    file.pids[name] = pid;
    writeDemoFile(env.dataDir, file);
  };
  for (const program of programs(mode, Number(programEnv["PORT"]))) {
    const running = supervise({
      ...program,
      env: programEnv,
      log: logFile(env.dataDir, program.name),
      onStart: onStart(program.name),
      onRestart: (text) => progress.say(`  ! ${text}`),
      onGiveUp: gaveUp.reject,
    });
    demo.cleanUp.push(() => stopProgram(demo, running));
  }
  demo.cleanUp.push(() => removeDemoFile(env.dataDir));
  await Promise.race([whenReady(demo, file), gaveUp.promise]);
  file.shopify = await progress.step("Shop at Shopify", (note) => connectShopify(file, { env: programEnv, note }));
  writeDemoFile(env.dataDir, file);
  printSummary(file, demo.write);
  demo.write(`  Logs are in ${relative(process.cwd(), join(env.dataDir, "logs"))}. Ctrl-C stops everything.`);
  await Promise.race([untilAborted(demo.signal), gaveUp.promise]);
}

async function whenReady({ progress, signal, mode }: Demo, file: DemoFile): Promise<void> {
  await progress.step("Sandbox", () =>
    waitForHttp({ url: `${file.sandboxUrl}/webhook/received`, timeoutMs: 60_000, signal }),
  );
  const url = `${file.webUrl}/api/health/ready`;
  // In development the first question compiles what answers it.
  const timeoutMs = mode === "production" ? 120_000 : 600_000;
  await progress.step("Shop and worker", () => waitForHttp({ url, timeoutMs, signal, isReady: (answer) => answer.ok }));
}

async function describe({ secrets }: Demo, { database, programEnv }: Running): Promise<DemoFile> {
  const { organizationId, admin, customer } = await findAccounts(database.url);
  return {
    webUrl: programEnv["WEB_URL"] ?? "",
    sandboxUrl: programEnv["SANDBOX_URL"] ?? "",
    databaseUrl: database.url,
    organizationId,
    apiKey: programEnv["DEMO_API_KEY"] ?? "",
    jwtSecret: programEnv["JWT_SECRET"] ?? "",
    admin: { ...admin, password: programEnv["DEMO_ADMIN_PASSWORD"] ?? "" },
    customer: { ...customer, password: programEnv["DEMO_CUSTOMER_PASSWORD"] ?? "" },
    webhookSecrets: Object.fromEntries(
      Object.keys(secrets.webhookSecrets).map((source) => [
        source,
        programEnv[`${source.toUpperCase()}_WEBHOOK_SECRET`] ?? "",
      ]),
    ),
    shopify: { shopDomain: demoShop, integrationId: null },
    pids: { web: null, worker: null, sandbox: null, postgres: database.pid },
  };
}

async function runTool({ env, signal }: Demo, tool: { args: string[]; env: Record<string, string> }): Promise<void> {
  await runProgram({ ...tool, cwd: repository, log: logFile(env.dataDir, "prepare"), signal });
}

async function stopProgram({ progress }: Demo, program: Supervised): Promise<void> {
  await progress.step(`Stopping ${program.name}`, () => program.stop());
}

async function stopAll({ cleanUp }: Demo): Promise<void> {
  for (const undo of cleanUp.toReversed()) await undo();
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
}

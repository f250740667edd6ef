/** The environment of the instance under test: ours, on ports that a demo beside it does not use. */
export function instanceEnv(dataDir: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _someoneElses, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: "production",
    CARTWRIGHT_DATA_DIR: dataDir,
    PORT: "3300",
    SANDBOX_PORT: "4300",
    RATE_LIMIT_PER_MINUTE: "5000",
  };
}

/** The environment of one more program of the running instance. */
export function programEnv(own: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...own, NODE_ENV: "production" };
}

/** Tells test processes, which inherit our environment, where `demo.json` is. */
export function announceDemoFile(file: string): void {
  process.env["CARTWRIGHT_DEMO_FILE"] = file;
}

/** `demo.json` of a running instance that someone chose to test instead of a new one. */
export function chosenDemoFile(): string | undefined {
  return process.env["CARTWRIGHT_DEMO_FILE"];
}

/** Path of the instance's `demo.json`: the one under test, or one that is named by hand. */
export function demoFilePath(): string {
  const file = chosenDemoFile();
  if (file === undefined) throw new Error("Set CARTWRIGHT_DEMO_FILE to the demo.json of a running instance.");
  return file;
}

/** A folder that is there as long as other tests run on this machine, if there are any. */
export function testsBeside(): string | undefined {
  return process.env["CARTWRIGHT_TESTS_BESIDE"];
}

/** A browser that someone chose. */
export function chosenChromium(): string | undefined {
  return process.env["CHROMIUM_PATH"];
}

/** What a program that tests start inherits from us. */
export function inheritedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Runs `work` with `folder` as the system's temporary folder, for a package that knows no other way to be told. */
export async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

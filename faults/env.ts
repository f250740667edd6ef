/** The environment of a worker; what Node compiled is kept, so that one that was killed is back sooner. */
export function workerEnv(compileCache: string): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: compileCache };
}

/** Tells this process where the migrated database is that each scenario gets a copy of. */
export function announceTestTemplate(url: string): void {
  process.env["CARTWRIGHT_TEST_TEMPLATE"] = url;
}

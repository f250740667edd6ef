/** The environment that the benches were started with, for the programs that they start. */
export function inheritedEnv(): NodeJS.ProcessEnv {
  return process.env;
}

const name = Symbol.for("cartwright.shutdown");

/**
 * Aborts when this process was told to end. The server that hears the signal and the pages and handlers that Next bundles
 * are separate copies of this module: they meet in the global object.
 */
export const shutdown: AbortController = (held()[name] ??= new AbortController());

function held(): Record<symbol, AbortController | undefined> {
  return globalThis;
}

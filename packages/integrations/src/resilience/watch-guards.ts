import type { WatchedGuard } from "../contracts/guard.ts";

const place = Symbol.for("cartwright.guards");

/** Every guard of this process, by name: the state of whatever is called can be seen without being handed around. */
export function listGuards(): readonly WatchedGuard[] {
  return [...held().values()];
}

/** Takes a guard into the list; a later one of the same name takes its place. */
export function watchGuard(guard: WatchedGuard): void {
  held().set(guard.name, guard);
}

// On the global object: a bundler may load this module several times in one process.
function held(): Map<string, WatchedGuard> {
  const global: Record<symbol, Map<string, WatchedGuard> | undefined> = globalThis;
  return (global[place] ??= new Map<string, WatchedGuard>());
}

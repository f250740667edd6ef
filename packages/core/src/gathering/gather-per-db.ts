import type { Db } from "@cartwright/db";

import { gatherWrites, type GatheredWrites } from "./gather-writes.ts";

/**
 * `gatherWrites` for whoever has a database at hand and nowhere to keep what gathers for it: all of a process who write to one
 * database share.
 */
export function gatherPerDb<T, R>(
  write: (db: Db, items: readonly T[]) => Promise<readonly R[]>,
  { most }: { most: number },
): (db: Db) => GatheredWrites<T, R> {
  const opened = new WeakMap<Db, GatheredWrites<T, R>>();
  return (db) => {
    const known = opened.get(db);
    if (known) return known;
    const gathered = gatherWrites((items: readonly T[]) => write(db, items), { most });
    opened.set(db, gathered);
    return gathered;
  };
}

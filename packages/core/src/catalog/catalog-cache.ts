/** Answers of the catalogue that many readers ask for at once. */
export interface CatalogCache {
  /** The kept answer for `key`, or what `load` answers; readers who ask meanwhile wait for the same load. */
  read<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Forgets everything: call it when this process wrote, and when the event log says that somebody did. */
  clear(): void;
}

interface Entry {
  readonly until: number;
  readonly answer: Promise<unknown>;
}

/**
 * Keeps catalogue answers in memory for `ttlMs` at most, the `max` newest of them. A browsing shopper may see a count that
 * is so much old; whoever writes through this process sees the new one at once, and no order is ever placed on it.
 */
export function createCatalogCache({
  ttlMs,
  max,
  now = Date.now,
}: {
  ttlMs: number;
  max: number;
  now?: () => number;
}): CatalogCache {
  const entries = new Map<string, Entry>();
  return {
    read<T>(key: string, load: () => Promise<T>): Promise<T> {
      const kept = entries.get(key);
      // One key is always read with one loader, so that the answer has the loader's type.
      if (kept && kept.until > now()) return kept.answer as Promise<T>;
      const answer = load();
      const entry = { until: now() + ttlMs, answer };
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size > max) entries.delete(entries.keys().next().value ?? "");
      answer.catch(() => {
        if (entries.get(key) === entry) entries.delete(key);
      });
      return answer;
    },
    clear: () => entries.clear(),
  };
}

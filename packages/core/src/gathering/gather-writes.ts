/** Writes that many callers ask for at once, done together. */
export interface GatheredWrites<T, R> {
  /** Resolves with the item's own result once the write that took it is committed; rejects when it alone is refused. */
  write(item: T): Promise<R>;
  /** More waits than one write takes: the database is what is slow. */
  readonly isBehind: boolean;
}

interface Waiting<T, R> {
  readonly item: T;
  readonly done: (result: R) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Gathers what arrives while one write is under way into the next, so that many callers share a commit; a caller that
 * comes alone waits for nobody. `write` takes up to `most` items and answers with a result for each, in their order. When it is
 * refused each item is tried alone: one that cannot be written harms no other.
 */
export function gatherWrites<T, R>(
  write: (items: readonly T[]) => Promise<readonly R[]>,
  { most }: { most: number },
): GatheredWrites<T, R> {
  let queue: Waiting<T, R>[] = [];
  let writing = false;
  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.slice(0, most);
      queue = queue.slice(most);
      await commit(write, batch);
    }
    writing = false;
  };
  return {
    get isBehind() {
      return queue.length > most;
    },
    write: (item) =>
      new Promise((done, failed) => {
        queue.push({ item, done, failed });
        if (writing) return;
        writing = true;
        void run();
      }),
  };
}

async function commit<T, R>(
  write: (items: readonly T[]) => Promise<readonly R[]>,
  batch: readonly Waiting<T, R>[],
): Promise<void> {
  try {
    const results = await write(batch.map(({ item }) => item));
    if (results.length !== batch.length) throw new Error(`${batch.length} items got ${results.length} results`);
    for (const [index, result] of results.entries()) batch[index]?.done(result);
  } catch (error) {
    if (batch.length === 1) for (const { failed } of batch) failed(error);
    else for (const waiting of batch) await commit(write, [waiting]);
  }
}

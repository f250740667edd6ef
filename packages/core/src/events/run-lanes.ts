import { setTimeout as wait } from "node:timers/promises";

export interface LaneWork<T> {
  /** How many lanes at once. */
  readonly concurrency: number;
  /** Those of one lane run one after another, in the order in which they came. */
  readonly laneOf: (item: T) => string;
  /** What is there now, outside the lanes that are busy. */
  readonly fetch: (busy: readonly string[]) => Promise<readonly T[]>;
  /** Answers whether the next of the lane may follow. */
  readonly handle: (item: T) => Promise<boolean>;
  /** Takes back what was fetched and will not be handled. */
  readonly putBack: (items: readonly T[]) => Promise<void>;
  readonly signal: AbortSignal;
  /** On `performance.now()`'s clock: from then on nothing new starts, but beside what is still running from before. */
  readonly deadline: number;
}

interface RunningLane {
  startedAt: number;
  ended: Promise<void>;
}

/** How long a slow lane may keep others from being looked for. */
const lookMs = 250;

/** Works until nothing is there any more, or the time is up. Answers how many items were handled. */
export async function runLanes<T>(work: LaneWork<T>): Promise<number> {
  const { concurrency, putBack } = work;
  const running = new Map<string, RunningLane>();
  let waiting: [string, T[]][] = [];
  let handled = 0;
  let failure: { readonly error: unknown } | undefined;
  // A slow one holds the slot that it runs in, and no more: others go on beside it.
  const mayStart = (): boolean =>
    !work.signal.aborted &&
    failure === undefined &&
    (performance.now() < work.deadline || [...running.values()].some(({ startedAt }) => startedAt < work.deadline));
  const runLane = async (lane: string, items: readonly T[]): Promise<void> => {
    for (const [n, item] of items.entries()) {
      if (!mayStart()) return putBack(items.slice(n));
      const own = running.get(lane);
      if (own !== undefined) own.startedAt = performance.now();
      const mayFollow = await work.handle(item);
      handled += 1;
      if (!mayFollow) return putBack(items.slice(n + 1));
    }
  };
  const start = async (lane: string, items: readonly T[]): Promise<void> => {
    try {
      await runLane(lane, items);
    } catch (error) {
      failure ??= { error };
    } finally {
      running.delete(lane);
    }
  };
  try {
    while (failure === undefined) {
      if (!mayStart()) {
        await putBack(waiting.flatMap(([, items]) => items));
        waiting = [];
      } else if (waiting.length === 0 && running.size < concurrency) {
        waiting = [...Map.groupBy(await work.fetch([...running.keys()]), work.laneOf)];
      }
      for (const [lane, items] of waiting.splice(0, concurrency - running.size)) {
        const entry = { startedAt: performance.now(), ended: Promise.resolve() };
        running.set(lane, entry);
        entry.ended = start(lane, items);
      }
      if (running.size === 0 && waiting.length === 0) return handled;
      await firstEnded(running);
    }
    throw failure.error;
  } finally {
    await Promise.all([...running.values()].map(({ ended }) => ended));
  }
}

async function firstEnded(running: ReadonlyMap<string, RunningLane>): Promise<void> {
  const looking = new AbortController();
  const look = wait(lookMs, undefined, { signal: looking.signal });
  // An abort ends the wait early; that is all it means here.
  look.catch(() => undefined);
  try {
    await Promise.race([look, ...[...running.values()].map(({ ended }) => ended)]);
  } finally {
    looking.abort();
  }
}

import type { SyncPage } from "../contracts/sync-job.ts";
import { withRetry } from "../retry/index.ts";
import { applyBatch } from "./apply-batch.ts";
import type { SyncRun } from "./run-sync.ts";

/** Creates and updates everything that the source names, saving how far it has come. */
export async function bringOver<External, Local>(run: SyncRun<External, Local>): Promise<void> {
  for (;;) {
    const fetched = await fetchNext(run);
    if (isPage(fetched)) {
      if (await takePage(run, fetched)) return;
    } else {
      if (Array.isArray(fetched)) run.tally.move({ total: fetched.length });
      return takeAll(run, fetched);
    }
  }
}

type Fetched<External> = readonly External[] | AsyncIterable<External> | SyncPage<External>;

async function fetchNext<External, Local>({
  job,
  context,
  held,
  tally,
  options,
}: SyncRun<External, Local>): Promise<Fetched<External>> {
  const { cursor } = tally.progress();
  held.check();
  return withRetry(async ({ signal }) => job.fetchExternal({ ...context, cursor, signal }), {
    ...options.retry,
    signal: held.signal,
  });
}

function isPage<External>(fetched: Fetched<External>): fetched is SyncPage<External> {
  return !Array.isArray(fetched) && "items" in fetched;
}

// Saved when it is done and not before: a page that is taken up again is counted once.
async function takePage<External, Local>(
  run: SyncRun<External, Local>,
  { items, nextCursor, total, step }: SyncPage<External>,
): Promise<boolean> {
  const { held, tally, options } = run;
  const seen: string[] = [];
  const size = options.batchSize ?? defaultBatchSize;
  for (let at = 0; at < items.length; at += size) {
    seen.push(...(await applyBatch(run, items.slice(at, at + size))));
  }
  held.check();
  const totals = { total: total ?? tally.progress().total, step: step ?? null };
  tally.move({ cursor: nextCursor, ...totals, ...(nextCursor === null && toRemove) });
  await held.save(tally, seen);
  return nextCursor === null;
}

async function takeAll<External, Local>(
  run: SyncRun<External, Local>,
  source: readonly External[] | AsyncIterable<External>,
): Promise<void> {
  const { held, tally, options } = run;
  const size = options.batchSize ?? defaultBatchSize;
  let batch: External[] = [];
  for await (const item of source) {
    batch.push(item);
    if (batch.length < size) continue;
    const seen = await applyBatch(run, batch);
    await held.save(tally, seen);
    held.check();
    batch = [];
  }
  const seen = await applyBatch(run, batch);
  held.check();
  tally.move(toRemove);
  await held.save(tally, seen);
}

const defaultBatchSize = 1_000;
const toRemove = { phase: "remove", cursor: null } as const;

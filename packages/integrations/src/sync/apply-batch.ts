import type { SyncRun } from "./run-sync.ts";
import type { SyncContext } from "./sync-job.ts";

interface Identified<External> {
  readonly id: string;
  readonly external: External;
}

/** Looks a batch up, then creates, updates or leaves each of its items. Answers the ids that exist outside, when somebody will ask. */
export async function applyBatch<External, Local>(
  run: SyncRun<External, Local>,
  items: readonly External[],
): Promise<string[]> {
  const seen: string[] = [];
  for (const part of splitAtRepeats(identify(run, items))) {
    await applyPart(run, part);
    if (run.job.remove) seen.push(...part.map(({ id }) => id));
  }
  return seen;
}

function identify<External, Local>({ job, tally }: SyncRun<External, Local>, items: readonly External[]) {
  const identified: Identified<External>[] = [];
  for (const external of items) {
    try {
      const id = job.getExternalId(external);
      if (typeof id !== "string" || id === "") throw new TypeError("the item has no id");
      identified.push({ id, external });
    } catch (error) {
      tally.fail(null, error);
    }
  }
  return identified;
}

// Pages that shift while they are read name an item twice. The second must find what the first has made.
function* splitAtRepeats<External>(items: readonly Identified<External>[]): Generator<Identified<External>[]> {
  let part: Identified<External>[] = [];
  let ids = new Set<string>();
  for (const item of items) {
    if (ids.has(item.id)) {
      yield part;
      part = [];
      ids = new Set();
    }
    ids.add(item.id);
    part.push(item);
  }
  if (part.length > 0) yield part;
}

async function applyPart<External, Local>(
  run: SyncRun<External, Local>,
  part: readonly Identified<External>[],
): Promise<void> {
  const { job, held, options } = run;
  held.check();
  const context = { runId: held.lease.runId, signal: held.signal };
  const locals = await job.findLocals?.(
    part.map(({ id }) => id),
    context,
  );
  const find = (id: string) => (locals ? locals.get(id) : job.findLocal?.(id, context));
  const rest = part.values();
  const lane = async (): Promise<void> => {
    for (const item of rest) await applyItem(run, item, { context, find });
  };
  await allOrFirstError(Array.from({ length: options.concurrency ?? 1 }, lane));
}

interface ItemTools<Local> {
  readonly context: SyncContext;
  readonly find: (id: string) => Local | null | undefined | Promise<Local | null | undefined>;
}

async function applyItem<External, Local>(
  { job, held, tally }: SyncRun<External, Local>,
  { id, external }: Identified<External>,
  { context, find }: ItemTools<Local>,
): Promise<void> {
  held.check();
  try {
    const found = find(id);
    // Most items are found and unchanged; waiting a turn for each would be most of the work.
    const local = found instanceof Promise ? await found : found;
    if (local === undefined || local === null) {
      await job.create(external, context);
      tally.count("created");
    } else if (job.isUnchanged?.(local, external) === true) tally.count("unchanged");
    else {
      await job.update(local, external, context);
      tally.count("updated");
    }
  } catch (error) {
    // What broke off because the run is ending is no fault of the item.
    held.check();
    tally.fail(id, error);
  }
}

// None is left at work when the run is let go of.
async function allOrFirstError(lanes: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(lanes);
  const failed = ended.find((lane) => lane.status === "rejected");
  if (failed) throw failed.reason;
}

import type { SyncContext, SyncJob, SyncOutcome } from "../contracts/sync-job.ts";
import type { SyncRun } from "./run-sync.ts";

interface Identified<External> {
  readonly id: string;
  readonly external: External;
}

/**
 * Writes a batch: all at once where the job can, else it looks it up, then creates, updates or leaves each of its items.
 * Answers the ids that exist outside, when somebody will ask.
 */
export async function applyBatch<External, Local>(
  run: SyncRun<External, Local>,
  items: readonly External[],
): Promise<string[]> {
  const { job } = run;
  if (job.writeAll) {
    await writeAll(run, () => job.writeAll(items, run.context));
    return [];
  }
  const each = { ...run, job };
  const seen: string[] = [];
  for (const part of splitAtRepeats(identify(each, items))) {
    await applyPart(each, part);
    if (job.remove) seen.push(...part.map(({ id }) => id));
  }
  return seen;
}

async function writeAll<External, Local>(
  { held, tally }: SyncRun<External, Local>,
  write: () => Promise<readonly SyncOutcome[]>,
): Promise<void> {
  held.check();
  for (const outcome of await write()) {
    if (outcome.result === "failed") tally.fail(outcome.externalId, outcome.error);
    else {
      tally.count(outcome.result);
      if (outcome.change) tally.note(outcome.change);
    }
  }
}

/** A run of a job that takes items one by one. */
interface EachRun<External, Local> extends SyncRun<External, Local> {
  readonly job: Extract<SyncJob<External, Local>, { readonly writeAll?: undefined }>;
}

function identify<External, Local>({ job, tally }: EachRun<External, Local>, items: readonly External[]) {
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
  run: EachRun<External, Local>,
  part: readonly Identified<External>[],
): Promise<void> {
  const { job, context, held, options } = run;
  held.check();
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
  { job, held, tally }: EachRun<External, Local>,
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

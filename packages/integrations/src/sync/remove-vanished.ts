import type { SyncContext, SyncRemoval } from "../contracts/sync-job.ts";
import type { SyncRun } from "./run-sync.ts";

const pageSize = 500;
const fewEnough = 10;

/**
 * Removes what earlier runs saw outside and this one, which saw everything, did not. Who keeps the items knows which those are:
 * the job itself, or the store, which marks each id with the run that saw it last. No list of ids is held here.
 */
export async function removeVanished<External, Local>(run: SyncRun<External, Local>): Promise<void> {
  const { held, tally } = run;
  const gone = vanishedOf(run);
  if (gone === null) return;
  if (tally.progress().cursor === null) await refuseTooMany(run, await gone.count());
  for (;;) {
    held.check();
    const ids = await gone.list(tally.progress().cursor, pageSize);
    if (ids.length === 0) return;
    const removed = await gone.removeAll(ids);
    for (const one of removed) {
      tally.count("removed");
      tally.note({ ...one, change: "removed" });
    }
    tally.move({ cursor: ids.at(-1) ?? null, step: null });
    await held.forget(tally, gone.marked ? removed.map(({ externalId }) => externalId) : []);
  }
}

interface Vanished {
  /** Whether the store keeps marks that go with the items. */
  readonly marked: boolean;
  count(): Promise<{ readonly vanished: number; readonly known: number }>;
  list(after: string | null, limit: number): Promise<readonly string[]>;
  removeAll(ids: readonly string[]): Promise<readonly SyncRemoval[]>;
}

function vanishedOf<External, Local>(run: SyncRun<External, Local>): Vanished | null {
  const { job, context, held } = run;
  if (job.sweep) {
    const { sweep } = job;
    return {
      marked: false,
      count: () => sweep.count(context),
      list: (after, limit) => sweep.list(after, limit, context),
      removeAll: (ids) => sweep.removeAll(ids, context),
    };
  }
  if (!job.remove) return null;
  const { remove } = job;
  return {
    marked: true,
    count: () => held.lease.countVanished(),
    list: (after, limit) => held.lease.vanished(after, limit),
    removeAll: (ids) => removeEach(run, ids, remove),
  };
}

async function removeEach<External, Local>(
  { held, tally, context }: SyncRun<External, Local>,
  ids: readonly string[],
  remove: (externalId: string, context: SyncContext) => unknown,
): Promise<SyncRemoval[]> {
  const removed: SyncRemoval[] = [];
  for (const externalId of ids) {
    held.check();
    try {
      await remove(externalId, context);
      removed.push({ externalId });
    } catch (error) {
      held.check();
      // Its mark stays: the next run tries again.
      tally.fail(externalId, error);
    }
  }
  return removed;
}

// An outside that answers with nothing is broken more often than it is empty.
async function refuseTooMany<External, Local>(
  { options }: SyncRun<External, Local>,
  { vanished, known }: { readonly vanished: number; readonly known: number },
): Promise<void> {
  const { maxRemovedShare = 0.5 } = options;
  if (vanished < fewEnough || vanished <= known * maxRemovedShare) return;
  throw new Error(
    `${vanished} of ${known} items are no longer there; that is too many to be true, so none was removed`,
  );
}

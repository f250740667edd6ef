import type { SyncRun } from "./run-sync.ts";
import type { SyncContext } from "./sync-job.ts";

const pageSize = 500;
const fewEnough = 10;

/**
 * Removes what earlier runs saw outside and this one, which saw everything, did not. The store marks each id with the run
 * that saw it last, so no list of ids is held here.
 */
export async function removeVanished<External, Local>(
  run: SyncRun<External, Local>,
  remove: (externalId: string, context: SyncContext) => unknown,
): Promise<void> {
  const { held, tally } = run;
  const { lease, signal } = held;
  if (tally.progress().cursor === null) await refuseTooMany(run);
  const context = { runId: lease.runId, signal };
  for (;;) {
    held.check();
    const ids = await lease.vanished(tally.progress().cursor, pageSize);
    if (ids.length === 0) return;
    const gone: string[] = [];
    for (const id of ids) {
      held.check();
      try {
        await remove(id, context);
        gone.push(id);
        tally.count("removed");
      } catch (error) {
        held.check();
        // Its mark stays: the next run tries again.
        tally.fail(id, error);
      }
    }
    tally.move({ cursor: ids.at(-1) ?? null });
    await held.forget(tally, gone);
  }
}

// An outside that answers with nothing is broken more often than it is empty.
async function refuseTooMany<External, Local>({ held, options }: SyncRun<External, Local>): Promise<void> {
  const { vanished, known } = await held.lease.countVanished();
  const { maxRemovedShare = 0.5 } = options;
  if (vanished < fewEnough || vanished <= known * maxRemovedShare) return;
  throw new Error(
    `${vanished} of ${known} items are no longer there; that is too many to be true, so none was removed`,
  );
}

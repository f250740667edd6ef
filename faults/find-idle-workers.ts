import { newId } from "@cartwright/db";

import { waitUntil } from "./wait-until.ts";
import type { World } from "./world/open-world.ts";

/** More than the other workers of a fleet can hold, at 100 ms each. */
const burst = 60;

/**
 * Pids of workers that live and do nothing: each is given so much to do, again and again, that one which takes none of it
 * for `withinMs` takes nothing. The worst that can happen, because no supervisor starts them anew.
 */
export async function findIdleWorkers(
  { fleet, observer }: Pick<World, "fleet" | "observer">,
  withinMs: number,
): Promise<number[]> {
  const since = new Date();
  const idle = async (): Promise<number[]> => {
    const rows = await observer.query<{ pid: number }>(
      "select distinct pid from fault_effects where kind = 'probe' and at > $1",
      [since],
    );
    const busy = new Set(rows.map(({ pid }) => pid));
    return fleet.slots.flatMap((slot) => {
      const pid = slot.pid();
      return pid === undefined || busy.has(pid) ? [] : [pid];
    });
  };
  const allBusy = async (): Promise<boolean> => {
    const jobs = Array.from({ length: burst }, () => ({ identifier: "apply-webhook", payload: { inboxId: newId() } }));
    await observer.query(
      "select 1 from graphile_worker.add_jobs(array(select json_populate_recordset(null::graphile_worker.job_spec, $1::json)))",
      [JSON.stringify(jobs)],
    );
    return waitUntil({ withinMs: 1_000 }, async () => (await idle()).length === 0);
  };
  await waitUntil({ withinMs, everyMs: 0 }, allBusy);
  return idle();
}

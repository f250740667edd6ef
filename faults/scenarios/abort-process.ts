import { enqueue } from "@cartwright/core/jobs/enqueue";
import { newId } from "@cartwright/db";

import { BrokenPromise, type Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";

export const abortProcess: Scenario = {
  name: "abort-process",
  about: "a job that aborts the process of whoever runs it",
  async inject({ ctx, fleet, observer, disrupt }, { patienceMs }) {
    const jobId = await enqueue(ctx, "sync-payment", { organizationId: ctx.organizationId, paymentId: newId() });
    const parked = await waitUntil({ withinMs: patienceMs * 6 }, async () => {
      const letters = await observer.query("select 1 from dead_letters where kind = 'job' and ref = $1", [jobId]);
      return letters.length > 0;
    });
    const deaths = fleet.slots.reduce((sum, { ownExits }) => sum + ownExits(), 0);
    disrupt(deaths);
    if (!parked) throw new BrokenPromise(`a job that has ended ${deaths} workers is still tried`);
  },
};

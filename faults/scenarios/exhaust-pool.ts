import { enqueue } from "@cartwright/core/jobs/enqueue";
import { newId } from "@cartwright/db";

import { BrokenPromise, type Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";

export const exhaustPool: Scenario = {
  name: "exhaust-pool",
  about: "jobs that take every connection of a worker's pool for 3 s",
  async inject({ ctx, fleet, observer }, { random, patienceMs }) {
    const orderIds = fleet.slots.map(() => newId());
    const { organizationId } = ctx;
    for (const orderId of orderIds) {
      await enqueue(ctx, "expire-order", { organizationId, orderId });
      await new Promise((done) => setTimeout(done, random.between(50, 400)));
    }
    const done = await waitUntil({ withinMs: patienceMs * 4 }, async () => {
      const rows = await observer.query("select distinct id from fault_effects where kind = 'hog'");
      return rows.length === orderIds.length;
    });
    if (!done) throw new BrokenPromise("the jobs that took the connections never came to an end");
  },
};

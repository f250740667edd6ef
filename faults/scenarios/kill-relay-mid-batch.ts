import { setTimeout as wait } from "node:timers/promises";

import { BrokenPromise, type Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";
import { findRelay, isWaitingForLock } from "../world/find-relay.ts";
import type { World } from "../world/open-world.ts";

export const killRelayMidBatch: Scenario = {
  name: "kill-relay-mid-batch",
  about: "`kill -9` of the relay in the middle of a batch",
  async inject(world, { random, seconds, patienceMs }) {
    const rounds = Math.max(1, Math.floor(seconds / 2));
    for (let round = 0; round < rounds; round += 1) {
      await killInsideBatch(world, patienceMs * 2);
      await wait(random.between(500, 1_500));
    }
  },
};

// Who holds this lock lets a batch number its events, and keeps it from writing the deliveries.
async function killInsideBatch(world: World, withinMs: number): Promise<void> {
  const client = await world.observer.db.pool.connect();
  try {
    const begun = await waitUntil({ withinMs }, async () => (await findRelay(world)) !== undefined);
    if (!begun) throw new BrokenPromise("no relay was at work");
    await client.query("begin");
    await client.query("set local idle_in_transaction_session_timeout = 0");
    await client.query("lock table callback_deliveries in share mode");
    const caught = await waitUntil({ withinMs, everyMs: 10 }, () => isWaitingForLock(world));
    const relay = await findRelay(world);
    if (!caught || relay === undefined) throw new BrokenPromise("the relay did not begin a batch");
    world.disrupt(1);
    relay.signal("SIGKILL");
    await client.query("rollback");
  } finally {
    client.release();
  }
}

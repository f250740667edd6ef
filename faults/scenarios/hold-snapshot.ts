import { setTimeout as wait } from "node:timers/promises";

import { untilDone } from "../ledger/until-done.ts";
import { BrokenPromise, type Scenario } from "../scenario.ts";

export const holdSnapshot: Scenario = {
  name: "hold-snapshot",
  about: "a snapshot held open for two minutes while work goes on",
  async inject(world, { seconds, patienceMs }) {
    const client = await world.observer.db.pool.connect();
    try {
      await client.query("begin isolation level repeatable read");
      await client.query("set local idle_in_transaction_session_timeout = 0");
      await client.query("select count(*) from event_log");
      // Two minutes; 36 seconds in the short form.
      for (let round = 0; round < 12; round += 1) {
        await wait(seconds * 1_000);
        if (!(await untilDone(world, { withinMs: patienceMs })))
          throw new BrokenPromise("work waits too long while a snapshot is open");
      }
      await client.query("rollback");
    } finally {
      client.release();
    }
  },
};

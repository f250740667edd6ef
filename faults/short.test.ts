import { expect, test } from "vitest";

import { runScenario } from "./run-scenario.ts";
import type { Scenario } from "./scenario.ts";
import { killOneWorker } from "./scenarios/kill-one-worker.ts";
import { killRelayMidBatch } from "./scenarios/kill-relay-mid-batch.ts";
import { poisonEvent } from "./scenarios/poison-event.ts";
import { terminateBackends } from "./scenarios/terminate-backends.ts";

/** One after another in one world, since it is the world's start that takes time. */
const together: Scenario = {
  name: "short",
  about: "a worker killed, every connection ended, the relay killed in a batch, events that cannot be relayed",
  workers: 2,
  async inject(world, means) {
    for (const { inject } of [killOneWorker, terminateBackends, killRelayMidBatch, poisonEvent])
      await inject(world, means);
  },
};

test(
  "workers killed, connections cut, a relay killed in its batch, poison in the outbox: nothing is lost, doubled, out of order or idle",
  { timeout: 300_000 },
  async () => {
    // The patience is for machines that do much else beside this test; `pnpm faults` has the promised ten seconds.
    const outcome = await runScenario(together, { seed: 1, seconds: 1, postgres: null, patienceMs: 40_000 });
    expect(outcome.wrongs).toEqual([]);
    expect(outcome).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 0, stuck: 0, idleWorkers: 0 });
    expect(outcome.committed.events).toBeGreaterThan(20);
  },
);

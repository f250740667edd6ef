import { setTimeout as wait } from "node:timers/promises";

import type { Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";

export const killAllWorkers: Scenario = {
  name: "kill-all-workers",
  about: "`kill -9` of all workers at once, again when they are back",
  async inject({ fleet, disrupt }, { random, seconds, patienceMs }) {
    const rounds = Math.max(1, Math.floor(seconds / 3));
    for (let round = 0; round < rounds; round += 1) {
      disrupt(fleet.slots.length);
      for (const slot of fleet.slots) slot.signal("SIGKILL");
      await wait(random.between(200, 500));
      if (round < rounds - 1)
        await waitUntil({ withinMs: patienceMs * 3 }, () => fleet.slots.every((slot) => slot.isReady()));
    }
  },
};

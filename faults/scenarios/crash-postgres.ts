import { setTimeout as wait } from "node:timers/promises";

import type { Scenario } from "../scenario.ts";

export const crashPostgres: Scenario = {
  name: "crash-postgres",
  about: "`kill -9` of Postgres, twice",
  needsOwnPostgres: true,
  async inject({ postgres, fleet, disrupt }, { random }) {
    for (let round = 0; round < 2; round += 1) {
      disrupt(fleet.slots.length);
      await postgres?.crash();
      await wait(random.between(1_000, 2_000));
    }
  },
};

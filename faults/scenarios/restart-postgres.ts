import { setTimeout as wait } from "node:timers/promises";

import type { Scenario } from "../scenario.ts";

export const restartPostgres: Scenario = {
  name: "restart-postgres",
  about: "Postgres restarted by its operator, twice",
  needsOwnPostgres: true,
  async inject({ postgres, fleet, disrupt }, { random }) {
    for (let round = 0; round < 2; round += 1) {
      disrupt(fleet.slots.length);
      await postgres?.restart();
      await wait(random.between(1_000, 2_000));
    }
  },
};

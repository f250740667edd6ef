import type { Scenario } from "../scenario.ts";
import { everySecond } from "../wait-until.ts";
import { observerName } from "../world/observer.ts";

export const terminateBackends: Scenario = {
  name: "terminate-backends",
  about: "every connection to Postgres ended once a second",
  async inject({ observer, fleet, disrupt }, { seconds }) {
    await everySecond(seconds, async () => {
      disrupt(fleet.slots.length);
      await observer.query(
        `select count(pg_terminate_backend(pid)) from pg_stat_activity
         where datname = current_database() and application_name <> $1`,
        [observerName],
      );
    });
  },
};

import type { Scenario } from "../scenario.ts";
import { everySecond } from "../wait-until.ts";

export const killOneWorker: Scenario = {
  name: "kill-one-worker",
  about: "`kill -9` of one worker every second",
  async inject({ fleet, disrupt }, { random, seconds }) {
    await everySecond(seconds, () => {
      disrupt(1);
      random.pick(fleet.slots).signal("SIGKILL");
    });
  },
};

import { untilDone } from "../ledger/until-done.ts";
import { BrokenPromise, type Scenario } from "../scenario.ts";

export const halfOpenListen: Scenario = {
  name: "half-open-listen",
  about: "every connection that listens goes dead without being closed",
  async inject(world, { patienceMs }) {
    world.disrupt(1);
    const frozen = world.fleet.slots.reduce((sum, { proxy }) => sum + proxy.freeze("listening"), 0);
    if (frozen === 0) throw new Error("no worker listens");
    // The connections stay dead. The relay's was one of them: another worker's takes its turn.
    if (!(await untilDone(world, { withinMs: patienceMs * 2 })))
      throw new BrokenPromise("nobody took the turn of a deaf relay");
  },
};

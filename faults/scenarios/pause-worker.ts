import { untilDone } from "../ledger/until-done.ts";
import { BrokenPromise, type Scenario } from "../scenario.ts";
import { findRelay } from "../world/find-relay.ts";

export const pauseWorker: Scenario = {
  name: "pause-worker",
  about: "the worker that relays is stopped past its lease, and goes on later",
  async inject(world, { patienceMs }) {
    const stopped = (await findRelay(world)) ?? world.fleet.slots[0];
    world.disrupt(1);
    stopped.signal("SIGSTOP");
    const takenOver = await untilDone(world, { withinMs: patienceMs * 4 });
    stopped.signal("SIGCONT");
    if (!takenOver) throw new BrokenPromise("nobody took over from a worker that was stopped");
  },
};

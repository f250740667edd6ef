import { untilDone } from "../ledger/until-done.ts";
import { BrokenPromise, type Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";
import { findRelay } from "../world/find-relay.ts";

export const halfOpenWorker: Scenario = {
  name: "half-open-worker",
  about: "all connections of the worker that relays go dead without being closed",
  async inject(world, { patienceMs }) {
    const cut = (await findRelay(world)) ?? world.fleet.slots[0];
    const before = cut.pid();
    world.disrupt(1);
    cut.proxy.freeze("all");
    if (!(await untilDone(world, { withinMs: patienceMs * 4 })))
      throw new BrokenPromise("nobody took over from a worker without a network");
    // It must not live on as if nothing had happened.
    if (!(await waitUntil({ withinMs: patienceMs * 4 }, () => cut.pid() !== before && cut.isReady())))
      throw new BrokenPromise("a worker whose connections are dead lives on");
  },
};

import { setTimeout as wait } from "node:timers/promises";

import { untilDone } from "../ledger/until-done.ts";
import { BrokenPromise, type Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";

/** As many as may be under way at once when the first of them is answered. */
const mostCalls = 5;

export const receiverGone: Scenario = {
  name: "receiver-gone",
  about: "a receiver that answers 410",
  receivers: [{}, { answers: 410, expects: "whatever" }],
  async inject(world, { seconds, patienceMs }) {
    const { observer, endpoints } = world;
    const gone = endpoints[1];
    if (gone === undefined) throw new Error("the second receiver is missing");
    const isOff = async (): Promise<boolean> => {
      const rows = await observer.query(
        `select 1 from callback_endpoints endpoint where id = $1 and status = 'disabled' and not exists (
           select 1 from callback_deliveries where endpoint_id = endpoint.id and state in ('pending', 'retrying', 'sending'))`,
        [gone.id],
      );
      return rows.length > 0;
    };
    if (!(await waitUntil({ withinMs: patienceMs * 2 }, isOff)))
      throw new BrokenPromise("a receiver that is gone was not switched off, or things wait for it");
    await wait(seconds * 1_000);
    const calls = gone.receiver.received.length;
    if (calls > mostCalls) throw new BrokenPromise(`it was called ${calls} times although it is gone`);
    if (!(await untilDone(world, { withinMs: patienceMs }))) throw new BrokenPromise("the sound receiver waits for it");
  },
};

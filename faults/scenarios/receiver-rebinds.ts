import { setTimeout as wait } from "node:timers/promises";

import { BrokenPromise, type Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";

const hostname = "turning.example.com";

export const receiverRebinds: Scenario = {
  name: "receiver-rebinds",
  about: "a receiver whose name turns to addresses inside",
  settings: {
    allowPrivateCallbacks: false,
    // A public address beside a private one; the private one alone, in three dresses.
    turningName: { hostname, answers: [["2606:4700::1", "127.0.0.1"], ["127.0.0.1"], ["::ffff:127.0.0.1"], ["::1"]] },
  },
  // Nobody on this machine may be called then.
  receivers: [
    { hostname, expects: "whatever" },
    { hostname: "localhost", expects: "whatever" },
  ],
  async inject({ observer, endpoints }, { seconds, patienceMs }) {
    const refusals = async (): Promise<number> => {
      const rows = await observer.query("select 1 from callback_attempts where error_code = 'private_address'");
      return rows.length;
    };
    if (!(await waitUntil({ withinMs: patienceMs * 3 }, async () => (await refusals()) >= 5)))
      throw new BrokenPromise("nothing was refused");
    await wait(seconds * 1_000);
    const calls = endpoints.reduce((sum, { receiver }) => sum + receiver.received.length, 0);
    if (calls > 0) throw new BrokenPromise(`${calls} callbacks reached an address inside`);
  },
};

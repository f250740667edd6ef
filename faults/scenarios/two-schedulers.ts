import { setTimeout as wait } from "node:timers/promises";

import { BrokenPromise, type Scenario } from "../scenario.ts";
import { waitUntil } from "../wait-until.ts";

interface Tick {
  minute: Date;
  count: number;
}

export const twoSchedulers: Scenario = {
  name: "two-schedulers",
  about: "three workers whose clocks strike at the same moment",
  async inject({ observer }, { patienceMs }) {
    const minute = new Date();
    minute.setUTCSeconds(60, 0);
    await wait(minute.getTime() - Date.now());
    const ticks = (): Promise<Tick[]> =>
      observer.query<Tick>(
        "select date_trunc('minute', at) as minute, count(*)::int as count from fault_ticks group by 1",
      );
    const ticked = await waitUntil({ withinMs: patienceMs * 2 }, async () => {
      return (await ticks()).some((tick) => tick.minute.getTime() === minute.getTime());
    });
    // A second one would come from a worker that is a moment behind.
    await wait(2_000);
    const twice = (await ticks()).filter(({ count }) => count > 1);
    if (!ticked) throw new BrokenPromise("the clock struck, and nothing was started");
    if (twice.length > 0) throw new BrokenPromise("the clock struck once, and work was started twice");
  },
};

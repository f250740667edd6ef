import type { Bench } from "../bench.ts";
import { openRunningShop } from "../running-shop.ts";

export const demoStart: Bench = {
  name: "demo",
  about: "warm start of `pnpm demo` until the shop answers ready",
  async open() {
    // The first start may build and seed.
    await (await openRunningShop()).close();
    return {
      async run() {
        const shop = await openRunningShop();
        await shop.close();
        return [{ metric: "ready after", value: shop.readyMs / 1000, unit: "s", promised: 25, lowerIsBetter: true }];
      },
      close: async () => undefined,
    };
  },
};

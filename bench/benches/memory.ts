import { setTimeout as wait } from "node:timers/promises";

import { Pool } from "undici";

import type { Bench } from "../bench.ts";
import { runClients } from "../clients.ts";
import { openRunningShop, orderRequest, residentMiB } from "../running-shop.ts";
import { stockShelf } from "../shelf.ts";

export const memory: Bench = {
  name: "memory",
  about:
    "resident memory of web and worker together, idle after the start and after ten seconds each of browsing and ordering",
  async open() {
    return {
      async run() {
        const shop = await openRunningShop();
        const resident = () => residentMiB(shop.pids.web) + residentMiB(shop.pids.worker);
        try {
          const skus = await stockShelf(shop, 200);
          await wait(5000);
          const idle = resident();
          const pool = new Pool(shop.webUrl, { connections: 16 });
          await runClients({ count: 16, durationMs: 10_000 }, async (_, turn) => {
            const { body } = await pool.request({
              method: "GET",
              path: turn % 2 === 0 ? `/products/bench-${turn % 200}` : "/search?q=bench",
            });
            await body.dump({ limit: 10_000_000 });
            return true;
          });
          await runClients({ count: 16, durationMs: 10_000 }, async (_, turn) => {
            const { body } = await pool.request({
              method: "POST",
              path: "/api/v1/orders",
              ...orderRequest(shop, skus[turn % skus.length] ?? ""),
            });
            await body.dump();
            return true;
          });
          await pool.close();
          await wait(3000);
          return [
            { metric: "idle", value: idle, unit: "MB", promised: 450, lowerIsBetter: true },
            { metric: "after load", value: resident(), unit: "MB", promised: 700, lowerIsBetter: true },
          ];
        } finally {
          await shop.close();
        }
      },
      close: async () => undefined,
    };
  },
};

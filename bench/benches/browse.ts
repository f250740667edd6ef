import { Pool } from "undici";

import type { Bench, Measurement } from "../bench.ts";
import { runClients } from "../clients.ts";
import { percentile } from "../run-bench.ts";
import { openRunningShop } from "../running-shop.ts";
import { stockShelf } from "../shelf.ts";

const connections = 16;

export const browse: Bench = {
  name: "browse",
  about: `product list (24 of 1,000) and product page, as pages and as API, ${connections} connections`,
  async open() {
    const shop = await openRunningShop();
    await stockShelf(shop, 1000);
    const pool = new Pool(shop.webUrl, { connections });
    const measure = async (metric: string, path: (turn: number) => string): Promise<Measurement[]> => {
      const { perSecond, latenciesMs } = await runClients(
        { count: connections, durationMs: 6000 },
        async (client, turn) => {
          const { statusCode, body } = await pool.request({ method: "GET", path: path(client * 37 + turn) });
          await body.dump({ limit: 10_000_000 });
          if (statusCode !== 200) throw new Error(`${path(turn)} answered ${statusCode}`);
          return true;
        },
      );
      return [
        { metric, value: perSecond, unit: "/s", promised: 400 },
        {
          metric: `${metric}, p95`,
          value: percentile(latenciesMs, 0.95),
          unit: "ms",
          promised: 60,
          lowerIsBetter: true,
        },
      ];
    };
    return {
      run: async () => [
        ...(await measure("list page", () => "/search?q=bench")),
        ...(await measure("product page", (turn) => `/products/bench-${turn % 200}`)),
        ...(await measure("list API", () => "/api/v1/products?query=bench&limit=24")),
        ...(await measure("product API", (turn) => `/api/v1/products/bench-${turn % 200}`)),
      ],
      async close() {
        await pool.close();
        await shop.close();
      },
    };
  },
};

import { Pool } from "undici";

import type { Bench } from "../bench.ts";
import { runClients } from "../clients.ts";
import { percentile } from "../run-bench.ts";
import { openRunningShop, orderRequest } from "../running-shop.ts";
import { stockShelf } from "../shelf.ts";

const connections = 16;

export const checkoutHttp: Bench = {
  name: "checkout-http",
  about: `POST /api/v1/orders by invoice, ${connections} connections`,
  async open() {
    const shop = await openRunningShop();
    const skus = await stockShelf(shop, 200);
    const pool = new Pool(shop.webUrl, { connections });
    return {
      async run() {
        const { perSecond, latenciesMs } = await runClients(
          { count: connections, durationMs: 10_000 },
          async (client, turn) => {
            const request = orderRequest(shop, skus[(client * 31 + turn) % skus.length] ?? "");
            const { statusCode, body } = await pool.request({ method: "POST", path: "/api/v1/orders", ...request });
            const text = await body.text();
            if (statusCode !== 201) throw new Error(`${statusCode}: ${text}`);
            return true;
          },
        );
        return [
          { metric: "orders", value: perSecond, unit: "/s", promised: 200 },
          { metric: "p95", value: percentile(latenciesMs, 0.95), unit: "ms", promised: 150, lowerIsBetter: true },
        ];
      },
      async close() {
        await pool.close();
        await shop.close();
      },
    };
  },
};

import { placeOrder } from "@cartwright/core/orders/place-order";
import { createTestShop } from "@cartwright/core/testing";

import type { Bench } from "../bench.ts";
import { runClients } from "../clients.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { percentile } from "../run-bench.ts";

const clients = 32;
const products = 500;

export const checkoutCore: Bench = {
  name: "checkout-core",
  about: `placeOrder of two lines on stock spread over ${products} variants, ${clients} clients in one process`,
  async open() {
    const database = await openPrivateDatabase({ connections: clients });
    const shop = await createTestShop({ db: database.db });
    const variantIds: string[] = [];
    for (let n = 0; n < products; n += 1) variantIds.push((await shop.addProduct({ stock: 1_000_000 })).variantId);
    const pick = () => variantIds[Math.floor(Math.random() * products)];
    return {
      async run() {
        const { perSecond, latenciesMs } = await runClients({ count: clients, durationMs: 8000 }, async () => {
          const [one, other] = [pick(), pick()];
          const items = [...new Set([one, other])].map((variantId) => ({ variantId, quantity: 1 }));
          await placeOrder(shop.ctx, { items, email: "bench@example.com", paymentMethod: "invoice" });
          return true;
        });
        return [
          { metric: "orders", value: perSecond, unit: "/s", promised: 600 },
          { metric: "p95", value: percentile(latenciesMs, 0.95), unit: "ms" },
        ];
      },
      close: () => database.close(),
    };
  },
};

import { isDomainError } from "@cartwright/core";
import { placeOrder } from "@cartwright/core/orders/place-order";
import { createTestShop } from "@cartwright/core/testing";

import type { Bench } from "../bench.ts";
import { runClients } from "../clients.ts";
import { openPrivateDatabase } from "../private-database.ts";

const clients = 64;
const stock = 1500;

export const hotSku: Bench = {
  name: "hot-sku",
  about: `${clients} clients buy one variant of which there are ${stock}, until none is left`,
  async open() {
    const database = await openPrivateDatabase({ connections: 48 });
    const shop = await createTestShop({ db: database.db });
    return {
      async run() {
        const { variantId } = await shop.addProduct({ stock });
        const started = performance.now();
        let sold = 0;
        let lastSoldAt = started;
        await runClients({ count: clients, durationMs: 60_000 }, async () => {
          try {
            await placeOrder(shop.ctx, {
              items: [{ variantId, quantity: 1 }],
              email: "bench@example.com",
              paymentMethod: "invoice",
            });
            sold += 1;
            lastSoldAt = performance.now();
            return true;
          } catch (error) {
            if (isDomainError(error, "out_of_stock")) return false;
            throw error;
          }
        });
        return [
          { metric: "orders", value: (sold * 1000) / (lastSoldAt - started), unit: "/s", promised: 200 },
          { metric: "oversold", value: Math.max(0, sold - stock), unit: "units", promised: 0, lowerIsBetter: true },
          { metric: "left unsold", value: Math.max(0, stock - sold), unit: "units", promised: 0, lowerIsBetter: true },
        ];
      },
      close: () => database.close(),
    };
  },
};

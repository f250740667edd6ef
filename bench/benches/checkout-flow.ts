import { randomUUID } from "node:crypto";

import { Pool } from "undici";
import { z } from "zod";

import type { Bench, Measurement } from "../bench.ts";
import { runClients } from "../clients.ts";
import { percentile } from "../run-bench.ts";
import { openRunningShop } from "../running-shop.ts";
import { stockShelf } from "../shelf.ts";

const cart = z.object({ id: z.string() });
const address = {
  name: "Bench",
  line1: "Street 1",
  postalCode: "00100",
  city: "Helsinki",
  country: "FI",
  phone: "+358401234567",
};

export const checkoutFlow: Bench = {
  name: "checkout-flow",
  about: "a shopper's whole way over HTTP: cart, line, address, shipping, pay by invoice; 8 and 32 shoppers",
  async open() {
    const shop = await openRunningShop();
    const skus = await stockShelf(shop, 200);
    const variants = await shop.db.prisma.variant.findMany({ where: { sku: { in: skus } }, select: { id: true } });
    const pool = new Pool(shop.webUrl, { connections: 32 });
    const call = async (method: "POST" | "PATCH", path: string, body: unknown): Promise<unknown> => {
      const headers = {
        "content-type": "application/json",
        ...(path.endsWith("/checkout") ? { "idempotency-key": randomUUID() } : {}),
      };
      const response = await pool.request({ method, path: `/api/v1${path}`, headers, body: JSON.stringify(body) });
      const text = await response.body.text();
      if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
      return JSON.parse(text);
    };
    const buy = async (client: number, turn: number): Promise<boolean> => {
      const { id } = cart.parse(await call("POST", "/carts", {}));
      await call("POST", `/carts/${id}/lines`, {
        variantId: variants[(client * 31 + turn) % variants.length]?.id,
        quantity: 1,
      });
      await call("PATCH", `/carts/${id}`, { email: "bench@example.com", shippingAddress: address });
      await call("PATCH", `/carts/${id}`, { shippingMethodCode: "posti-locker" });
      await call("POST", `/carts/${id}/checkout`, { paymentMethod: "invoice" });
      return true;
    };
    const measure = async (count: number): Promise<Measurement[]> => {
      const { perSecond, latenciesMs } = await runClients({ count, durationMs: 10_000 }, buy);
      return [
        { metric: `orders, ${count} shoppers`, value: perSecond, unit: "/s", promised: 60 },
        { metric: `p95 of a whole way, ${count} shoppers`, value: percentile(latenciesMs, 0.95), unit: "ms" },
      ];
    };
    return {
      run: async () => [...(await measure(8)), ...(await measure(32))],
      async close() {
        await pool.close();
        await shop.close();
      },
    };
  },
};

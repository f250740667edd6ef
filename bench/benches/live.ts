import { setTimeout as wait } from "node:timers/promises";

import { createParser } from "eventsource-parser";
import { Pool } from "undici";
import { z } from "zod";

import { emit } from "@cartwright/core/outbox/emit";
import { newId, transact } from "@cartwright/db";

import type { Bench } from "../bench.ts";
import { runAtRate } from "../clients.ts";
import { percentile } from "../run-bench.ts";
import { openRunningShop, residentMiB } from "../running-shop.ts";

const readers = 1000;
const perSecond = 5;

const heard = z.object({ eventId: z.string() });

export const live: Bench = {
  name: "live",
  about: `${readers} plain SSE readers of one web process, ${perSecond} events a second, from commit to reader`,
  async open() {
    const shop = await openRunningShop();
    const { organizationId } = shop;
    const scope = {
      organizationId,
      actor: { type: "system", name: "bench" },
      requestId: "bench",
      now: () => new Date(),
      settings: {
        webUrl: "",
        holdMs: 0,
        encryptionKey: new Uint8Array(32),
        allowPrivateCallbacks: false,
        sandboxCarrier: false,
      },
    } as const;
    return {
      async run() {
        const pool = new Pool(shop.webUrl, { connections: readers, bodyTimeout: 0 });
        const leave = new AbortController();
        const sentAt = new Map<string, number>();
        const latencies: number[] = [];
        const hear = (eventId: string) => {
          const at = sentAt.get(eventId);
          if (at !== undefined) latencies.push(performance.now() - at);
        };
        for (let n = 0; n < readers; n += 50) {
          await Promise.all(
            Array.from({ length: 50 }, () => listen(pool, { apiKey: shop.apiKey, signal: leave.signal, hear })),
          );
        }
        await wait(2000);
        await runAtRate(perSecond, 10_000, async () => {
          const variantId = newId();
          const event = { type: "inventory.changed", aggregateType: "variant", aggregateId: variantId } as const;
          const eventId = await transact(shop.db, (tx) =>
            emit(tx, scope, { ...event, data: { variantId, sku: "BENCH", available: 1 } }),
          );
          sentAt.set(eventId, performance.now());
          await shop.db.prisma.$executeRaw`SELECT pg_notify('cartwright_outbox', '')`;
        });
        await wait(2000);
        const resident = residentMiB(shop.pids.web);
        leave.abort();
        await pool.destroy();
        return [
          { metric: "p99", value: percentile(latencies, 0.99), unit: "ms", promised: 100, lowerIsBetter: true },
          { metric: "heard", value: latencies.length / (sentAt.size * readers), unit: "of all", promised: 1 },
          { metric: "web process", value: resident, unit: "MB", promised: 250, lowerIsBetter: true },
        ];
      },
      close: () => shop.close(),
    };
  },
};

async function listen(
  pool: Pool,
  { apiKey, signal, hear }: { apiKey: string; signal: AbortSignal; hear: (eventId: string) => void },
): Promise<void> {
  const { statusCode, body } = await pool.request({
    method: "GET",
    path: "/api/v1/live/events?pattern=inventory.*",
    headers: { authorization: `Bearer ${apiKey}`, accept: "text/event-stream" },
    signal,
  });
  if (statusCode !== 200) throw new Error(`a reader was answered ${statusCode}: ${await body.text()}`);
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = heard.safeParse(JSON.parse(data));
      if (event.success) hear(event.data.eventId);
    },
  });
  body.setEncoding("utf8");
  body.on("data", (chunk: string) => parser.feed(chunk));
  // Leaving aborts the request; there is nothing to do about it.
  body.on("error", () => undefined);
}

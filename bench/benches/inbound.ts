import { createHmac, randomUUID } from "node:crypto";

import { Pool } from "undici";

import type { Bench } from "../bench.ts";
import { runClients } from "../clients.ts";
import { percentile } from "../run-bench.ts";
import { openRunningShop } from "../running-shop.ts";

const connections = 32;

export const inbound: Bench = {
  name: "inbound",
  about: `signed webhooks of 1 kB taken over HTTP: checked, stored once, job added, while a worker applies them, ${connections} connections`,
  async open() {
    const shop = await openRunningShop();
    const pool = new Pool(shop.webUrl, { connections });
    const secret = shop.webhookSecrets["github"] ?? "";
    return {
      async run() {
        const { done, perSecond, latenciesMs } = await runClients(
          { count: connections, durationMs: 8000 },
          async () => {
            const { statusCode, body } = await pool.request({
              method: "POST",
              path: "/api/webhooks/github",
              ...signedMessage(secret),
            });
            await body.dump();
            if (statusCode !== 200) throw new Error(`a webhook was answered ${statusCode}`);
            return true;
          },
        );
        const kept = await shop.db.prisma.webhookInbox.count({ where: { source: "github" } });
        // The tenth that warmed up was kept too.
        if (kept < done) throw new Error(`${done} webhooks were accepted and ${kept} kept`);
        await shop.db.prisma.$executeRaw`truncate webhook_inbox`;
        return [
          { metric: "accepted", value: perSecond, unit: "/s", promised: 500 },
          { metric: "p50", value: percentile(latenciesMs, 0.5), unit: "ms" },
          { metric: "p99", value: percentile(latenciesMs, 0.99), unit: "ms", promised: 200, lowerIsBetter: true },
        ];
      },
      async close() {
        await pool.close();
        await shop.close();
      },
    };
  },
};

function signedMessage(secret: string): { headers: Record<string, string>; body: string } {
  const body = JSON.stringify({ zen: "Speak like a human.", padding: "x".repeat(960) });
  const headers = {
    "content-type": "application/json",
    "x-github-event": "ping",
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
  return { headers, body };
}

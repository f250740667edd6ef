import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "@cartwright/db";
import { ProviderUnavailableError, type ReceiptAnswer } from "@cartwright/integrations/contracts";

import { addStore } from "#testing/add-store.ts";
import { createTestShop, type TestShop } from "#testing/create-test-shop.ts";
import { soldAs } from "#testing/fake-marketplace.ts";

import { importReceipt } from "./import-receipt.ts";
import { syncStore } from "./sync-store.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

type Status = "pending" | "success" | "failed" | "rate_limited";

/** The rules in words of their own: the statuses of all logs, the last first. */
function statusOf(logs: readonly Status[]): string {
  const last = logs.slice(0, 20);
  if (last.length === 0) return "pending";
  const has = (status: Status) => last.includes(status);
  if (!has("failed") && !has("rate_limited") && last[0] === "success") return "success";
  return last[0] === "failed" && !has("success") ? "failed" : "partial";
}

const status = fc.constantFrom<Status>("pending", "success", "failed", "rate_limited");
const mostly = (kind: Status) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(kind) }, { weight: 1, arbitrary: status });
const history = fc.oneof(
  ...(["success", "failed", "rate_limited"] as const).map((kind) => fc.array(mostly(kind), { maxLength: 26 })),
);

test("the status of a store follows from its last twenty logs", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (logs) => {
      const { storeId } = await addStore(shop);
      await shop.db.pool.query(
        `insert into marketplace_sync_logs (id, organization_id, store_id, receipt, status, attempted_at, external_order_id,
           amount_minor, currency, imported_at)
         select gen_random_uuid(), $1, $2, 'R' || n, status::marketplace_log_status, now() - n * interval '1 minute', 'e', 1, 'EUR', now()
         from unnest($3::text[]) with ordinality as log (status, n)`,
        [shop.organizationId, storeId, logs],
      );
      const store = await shop.db.prisma.marketplaceStore.findUniqueOrThrow({ where: { id: storeId } });
      expect(store.syncStatus).toBe(statusOf(logs));
      expect(store.importedOrders).toBe(logs.filter((one) => one === "success").length);
    }),
    { numRuns: 30 },
  );
});

const answers: Record<string, () => Promise<ReceiptAnswer>> = {
  sold: () => Promise.resolve(soldAs("etsy", newId())),
  refused: () => Promise.resolve({ kind: "refused", reason: "none" }),
  limited: () => Promise.resolve({ kind: "rate_limited", retryAfterMs: null }),
  away: () => Promise.reject(new ProviderUnavailableError("away")),
};
const move = fc.record({
  store: fc.nat({ max: 1 }),
  receipt: fc.nat({ max: 5 }),
  answer: fc.constantFrom(...Object.keys(answers)),
  kind: fc.constantFrom("import", "import", "import", "sync"),
});

test("what a store sums up never drifts from its logs, whoever imports and retries at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(move, { minLength: 4, maxLength: 12 }), { maxLength: 3 }), async (rounds) => {
      const stores = [await addStore(shop), await addStore(shop)];
      for (const moves of rounds) {
        await Promise.allSettled(
          moves.map(async ({ store, receipt, answer, kind }) => {
            const { storeId, syncToken } = stores[store] ?? { storeId: "", syncToken: "" };
            shop.etsy.answerAll(answers[answer] ?? null);
            if (kind === "sync") return syncStore(shop.ctx, { storeId });
            return importReceipt(shop.guest(), { syncToken, receipt: `R${receipt}` });
          }),
        );
        shop.clock.advance(6 * 60_000);
        for (const { storeId } of stores) await expectAgreement(storeId);
      }
    }),
    { numRuns: 8 },
  );
});

async function expectAgreement(storeId: string): Promise<void> {
  const [store, logs] = await Promise.all([
    shop.db.prisma.marketplaceStore.findUniqueOrThrow({ where: { id: storeId } }),
    shop.db.prisma.marketplaceSyncLog.findMany({
      where: { storeId },
      orderBy: [{ attemptedAt: "desc" }, { id: "desc" }],
    }),
  ]);
  const count = (wanted: Status) => logs.filter((log) => log.status === wanted).length;
  const next = logs.flatMap(({ nextAttemptAt }) => nextAttemptAt?.getTime() ?? []);
  expect(store).toMatchObject({
    importedOrders: count("success"),
    rateLimitedCount: count("rate_limited"),
    syncStatus: statusOf(logs.map((log) => log.status)),
    lastSyncAt: logs[0]?.attemptedAt ?? null,
    nextAttemptAt: next.length === 0 ? null : new Date(Math.min(...next)),
  });
}

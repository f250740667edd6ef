import { Prisma, runSql } from "@cartwright/db";
import { fadesWithinS, type ShopifyBudget, unknownPoints } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import type { IntegrationKey } from "./open-shopify-shop.ts";

/**
 * A shop's points in one row, so that all processes together ask for no more than there is. Reckons as
 * `integrations/shopify/points.ts` does, by the database's clock.
 */
export function createBudgetRows({ db }: Pick<Services, "db">, { id, organizationId }: IntegrationKey): ShopifyBudget {
  const { maximum, restorePerS } = unknownPoints(0);
  return {
    async take(cost) {
      const rows = await runSql(
        db,
        (sql) => sql.$queryRaw<{ available: number; restorePerS: number }[]>`
        INSERT INTO shopify_budgets AS kept
          (organization_id, integration_id, maximum, restore_per_s, available, under_way, measured_at)
        VALUES (${organizationId}::uuid, ${id}::uuid, ${maximum}, ${restorePerS},
          ${maximum}::float8 - least(${cost}::float8, ${maximum}::float8), least(${cost}::float8, ${maximum}::float8),
          clock_timestamp())
        ON CONFLICT (integration_id) DO UPDATE SET
          available = least(
            kept.available + kept.restore_per_s * greatest(0, extract(epoch FROM clock_timestamp() - kept.measured_at)),
            kept.maximum - kept.under_way * exp(-greatest(0, extract(epoch FROM clock_timestamp() - kept.measured_at)) / ${fadesWithinS}::float8)
          ) - least(${cost}::float8, kept.maximum),
          under_way = kept.under_way * exp(-greatest(0, extract(epoch FROM clock_timestamp() - kept.measured_at)) / ${fadesWithinS}::float8)
            + least(${cost}::float8, kept.maximum),
          measured_at = greatest(kept.measured_at, clock_timestamp())
        RETURNING available, restore_per_s AS "restorePerS"`,
      );
      const [row] = rows;
      if (row === undefined || row.available >= 0 || row.restorePerS <= 0) return 0;
      return Math.ceil((-row.available / row.restorePerS) * 1_000);
    },
    async settle(cost, told) {
      const wanted = Prisma.sql`least(${cost}::float8, maximum)`;
      const underWay = Prisma.sql`greatest(0, under_way - ${wanted})`;
      const set =
        told === null
          ? Prisma.sql`under_way = ${underWay}`
          : Prisma.sql`
              maximum = ${told.status.maximumAvailable}::float8,
              restore_per_s = ${told.status.restoreRate}::float8,
              under_way = ${underWay},
              available = least(
                available + ${wanted} - ${told.actual}::float8
                  + ${told.status.restoreRate}::float8 * greatest(0, extract(epoch FROM clock_timestamp() - measured_at)),
                ${told.status.currentlyAvailable}::float8 - ${underWay}),
              measured_at = greatest(measured_at, clock_timestamp())`;
      await db.prisma.$executeRaw`
        UPDATE shopify_budgets SET ${set}
        WHERE integration_id = ${id}::uuid AND organization_id = ${organizationId}::uuid`;
    },
  };
}

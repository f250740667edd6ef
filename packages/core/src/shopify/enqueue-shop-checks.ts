import type { Services } from "#context.ts";
import { enqueueMany } from "#jobs/enqueue.ts";

const slice = 500;
/** Shopify drops a subscription after four hours; looked at this often, little is missed before it is back. */
const everyMs = 3_600_000;

/** Adds a job for every active shop that was not looked at for an hour; one that has a job gets no second. */
export async function enqueueShopChecks(services: Services): Promise<{ enqueued: number }> {
  if (services.shopify === undefined) return { enqueued: 0 };
  const before = new Date(services.now().getTime() - everyMs);
  let enqueued = 0;
  for (let after = ""; ;) {
    const rows = await services.db.prisma.shopifyIntegration.findMany({
      where: {
        state: "active",
        OR: [{ webhooksCheckedAt: null }, { webhooksCheckedAt: { lt: before } }],
        ...(after !== "" && { id: { gt: after } }),
      },
      select: { id: true, organizationId: true },
      orderBy: { id: "asc" },
      take: slice,
    });
    const jobs = rows.map(({ id, organizationId }) => ({
      payload: { organizationId, integrationId: id },
      jobKey: `check-shopify:${id}`,
    }));
    enqueued += jobs.length === 0 ? 0 : await enqueueMany(services, "check-shopify", jobs);
    const last = rows.at(-1);
    if (last === undefined || rows.length < slice) return { enqueued };
    after = last.id;
  }
}

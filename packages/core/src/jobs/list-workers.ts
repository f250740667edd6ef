import type { Ctx } from "#context.ts";

import type { WorkerView } from "./views.ts";

/** So many of a worker's jobs are named; their number is told in any case. */
const mostNamed = 20;

/**
 * The processes that work the queue, with their load: how many jobs each runs, and which of those have run for longer than a
 * second. Jobs of other organizations are counted, not named.
 */
export async function listWorkers({ db, organizationId }: Pick<Ctx, "db" | "organizationId">): Promise<WorkerView[]> {
  const [workers, running] = await Promise.all([
    db.prisma.jobWorker.findMany({ orderBy: [{ startedAt: "asc" }, { id: "asc" }], omit: { lockKey: true } }),
    db.prisma.jobRunning.findMany({
      where: { OR: [{ organizationId }, { organizationId: null }] },
      orderBy: { startedAt: "asc" },
      take: 1_000,
    }),
  ]);
  return workers.map((worker) => ({
    ...worker,
    jobs: running
      .filter(({ workerId }) => workerId === worker.id)
      .slice(0, mostNamed)
      .map(({ jobId, task, startedAt }) => ({ id: jobId.toString(), task, startedAt })),
  }));
}

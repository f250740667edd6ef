import type { Ctx } from "#context.ts";

import { toTaskPause, type TaskPause } from "./pause-task.ts";

/** The tasks that are paused, by name. */
export async function listPausedTasks({ db }: Pick<Ctx, "db">): Promise<TaskPause[]> {
  const rows = await db.prisma.jobPause.findMany({ orderBy: { task: "asc" } });
  return rows.map(toTaskPause);
}

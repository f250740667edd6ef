import type { Services } from "#context.ts";

/** Removes counters of windows that ended more than a day ago; answers how many. */
export async function forgetOldWindows({ db, now }: Pick<Services, "db" | "now">): Promise<number> {
  const before = new Date(now().getTime() - 24 * 60 * 60_000);
  return db.prisma.$executeRaw`DELETE FROM rate_limits WHERE window_start < ${before}`;
}

import type { Services } from "#context.ts";

/** Signs a user out everywhere at once: every session that carries an older version is refused from now on. */
export async function endSessions({ db }: Pick<Services, "db">, { userId }: { userId: string }): Promise<void> {
  await db.prisma.user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
}

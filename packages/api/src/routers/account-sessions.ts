import { z } from "zod";

import { endSessions } from "@cartwright/core/people/end-sessions";
import { listSessions } from "@cartwright/core/people/list-sessions";

import { requireUser } from "#require-user.ts";
import { endedSessionsDto, endSessionInput, sessionsDto } from "#schemas/account.ts";
import { procedure, router } from "#trpc.ts";

/** Where somebody is signed in, for themselves. */
export const sessionsRouter = router({
  list: procedure
    .input(z.object({}).optional())
    .output(sessionsDto)
    .query(async ({ ctx }) => {
      const { id: userId } = requireUser(ctx.principal);
      const sessions = await listSessions(ctx.core, { userId, sessionId: ctx.principal.sessionId });
      return sessions.map((session) => ({
        ...session,
        createdAt: session.createdAt.toISOString(),
        lastSeenAt: session.lastSeenAt.toISOString(),
      }));
    }),
  end: procedure
    .input(endSessionInput)
    .output(endedSessionsDto)
    .mutation(async ({ ctx, input }) => {
      const { id: userId } = requireUser(ctx.principal);
      return { ended: await endSessions(ctx.core, { userId, only: input.sessionId }) };
    }),
  /** All but the one that asks; with a token, which has none, all. */
  endOthers: procedure
    .input(z.object({}).optional())
    .output(endedSessionsDto)
    .mutation(async ({ ctx }) => {
      const { id: userId } = requireUser(ctx.principal);
      return { ended: await endSessions(ctx.core, { userId, except: ctx.principal.sessionId }) };
    }),
});

import { initTRPC } from "@trpc/server";

import { DomainError, isDomainError } from "@cartwright/core";

import { toCoreContext, type ApiContext } from "./context.ts";
import { toApiError, toTrpcError } from "./errors.ts";
import { admit, procedureAccess } from "./permissions.ts";
import { refuseBrokenText } from "./refuse-broken-text.ts";
import type { RestMeta } from "./rest/meta.ts";

const t = initTRPC
  .context<ApiContext>()
  .meta<{ rest?: RestMeta }>()
  .create({
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const { status, code, message, details } = toApiError(error);
      return { ...shape, message, data: { code, details, requestId: ctx?.requestId ?? "", httpStatus: status } };
    },
    sse: {
      ping: { enabled: true, intervalMs: 10_000 },
      client: { reconnectAfterInactivityMs: 25_000 },
      // Who may is asked again when the stream is opened anew.
      maxDurationMs: 15 * 60_000,
    },
  });

const withRefusals = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && isDomainError(result.error.cause)) throw toTrpcError(result.error.cause);
  return result;
});

const withAccess = t.middleware(({ ctx, path, next }) => {
  const admission = admit(ctx.principal, procedureAccess[path]);
  if ("refused" in admission) throw new DomainError(admission.refused);
  return next({ ctx: { core: toCoreContext(ctx, admission.actor) } });
});

const withText = t.middleware(async ({ getRawInput, next }) => {
  refuseBrokenText(await getRawInput());
  return next();
});

export const router = t.router;
/** Refuses who may not call (`permissions.ts`), then text that is none, then lends `ctx.core` to the use case. */
export const procedure = t.procedure.use(withRefusals).use(withAccess).use(withText);
export const createCallerFactory = t.createCallerFactory;

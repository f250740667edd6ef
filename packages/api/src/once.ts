import { createHash } from "node:crypto";

import type { z } from "zod";

import { runOnce } from "@cartwright/core/idempotency/run-once";

import type { ProcedureContext } from "./context.ts";

export interface Repeatable<T> {
  /** The procedure: keys of different procedures never meet. */
  readonly route: string;
  /** Who calls; left out: whoever the request is from. */
  readonly caller?: string;
  readonly key: string;
  /** What is asked for: the same key with another request is refused. */
  readonly request: object;
  readonly output: z.ZodType<T>;
}

/**
 * Answers the same key and request with the same answer, and says so in `Idempotent-Replayed`. `work` gets an id for what it
 * makes, which is the same one when it has to run again.
 *
 * @throws DomainError `idempotency_key_reused`, `request_in_progress`, and what `work` throws
 */
export async function once<T>(
  ctx: ProcedureContext,
  { route, key, request, output, ...who }: Repeatable<T>,
  work: (subjectId: string) => Promise<T>,
): Promise<T> {
  const caller = who.caller ?? callerOf(ctx);
  const scope = `${ctx.principal.organizationId}:${route}:${caller}`;
  const fingerprint = new Uint8Array(createHash("sha256").update(JSON.stringify(request)).digest());
  const answer = await runOnce(ctx.core, { scope, key, fingerprint }, async (subjectId) => ({
    status: 200,
    body: await work(subjectId),
  }));
  if (answer.replayed) ctx.reply.set("idempotent-replayed", "true");
  return output.parse(answer.body);
}

/** The same where a key is a courtesy: without one the work simply runs. */
export async function onceIfKeyed<T>(
  ctx: ProcedureContext,
  { key, ...repeatable }: Omit<Repeatable<T>, "key"> & { readonly key: string | undefined },
  work: (subjectId: string | undefined) => Promise<T>,
): Promise<T> {
  return key === undefined ? work(undefined) : once(ctx, { ...repeatable, key }, work);
}

function callerOf({ principal: { actor, user } }: ProcedureContext): string {
  if (actor.type === "api_key") return `key:${actor.apiKeyId}`;
  return user ? `user:${user.id}` : "guest";
}

import { transact, type Tx } from "@cartwright/db";

import type { Services } from "#context.ts";
import { emit } from "#outbox/emit.ts";
import { systemContext } from "#system-context.ts";

import type { FactValue } from "./views.ts";

interface OverFact {
  id: string;
  organization_id: string;
  key: string;
  value: FactValue;
}

const mostAtOnce = 500;

/**
 * Takes away the facts whose time is up, which nobody reads any more, and tells of each as `fact.changed`. Answers how many.
 * Workers that do it at once share the rows.
 */
export async function expireFacts(services: Services): Promise<number> {
  let expired = 0;
  let last = mostAtOnce;
  while (last === mostAtOnce) {
    last = await transact(services.db, (tx) => expireSome(tx, services));
    expired += last;
  }
  if (expired > 0) services.wakeRelay();
  return expired;
}

async function expireSome(tx: Tx, services: Services): Promise<number> {
  const over = await tx.$queryRaw<OverFact[]>`
    delete from facts where id in (
      select id from facts where expires_at <= ${services.now()} order by expires_at limit ${mostAtOnce}
      for update skip locked)
    returning id::text, organization_id::text, key, value`;
  for (const { id, organization_id: organizationId, key, value } of over) {
    const scope = systemContext(services, { organizationId, name: "facts", requestId: `fact:${id}` });
    const data = { key, value: null, previous: value, setBy: { type: "system", id: "facts" }, expiresAt: null };
    await emit(tx, scope, { type: "fact.changed", aggregateType: "fact", aggregateId: id, data });
  }
  return over.length;
}

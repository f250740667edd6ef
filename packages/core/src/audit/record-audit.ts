import { newId, type Tx } from "@cartwright/db";

import type { Actor, Scope } from "#context.ts";

export interface AuditEntry {
  /** Past tense with its subject: `order.cancelled`, `stock.adjusted`. */
  readonly action: string;
  readonly subjectType:
    | "order"
    | "product"
    | "variant"
    | "customer"
    | "callback_endpoint"
    | "api_key"
    | "job"
    | "sync"
    | "webhook"
    | "organization"
    | "user"
    | "shopify_integration"
    | "marketplace_store"
    | "fact"
    | "rule"
    | "event"
    | "media";
  readonly subjectId: string;
  /** What changed, safe to show to staff. */
  readonly data?: Record<string, string | number | boolean | null | object>;
  /** What changed, as it was, by the same names as `after`; stands in `data`. */
  readonly before?: object;
  /** What changed, as it is now; stands in `data`. */
  readonly after?: object;
}

/** Writes who did what into the append-only audit log, in the transaction of the change itself. */
export async function recordAudit(tx: Tx, scope: Scope, { before, after, ...entry }: AuditEntry): Promise<void> {
  await tx.auditLog.create({
    data: {
      id: newId(),
      organizationId: scope.organizationId,
      actorType: scope.actor.type,
      actorId: actorId(scope.actor),
      action: entry.action,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      data: { ...entry.data, ...(before && { before }), ...(after && { after }) },
      requestId: scope.requestId,
      address: auditAddress(scope),
      at: scope.now(),
    },
    select: { id: true },
  });
}

/** Where members and keys called from. Of shoppers the log keeps no address. */
export function auditAddress({ actor, address }: Pick<Scope, "actor" | "address">): string | null {
  return actor.type === "member" || actor.type === "api_key" ? (address ?? null) : null;
}

/** The id by which an actor is known in the audit log; null for guests. */
export function actorId(actor: Actor): string | null {
  switch (actor.type) {
    case "guest":
      return null;
    case "customer":
    case "member":
      return actor.userId;
    case "api_key":
      return actor.apiKeyId;
    case "system":
      return actor.name;
  }
}

import { isDeepStrictEqual } from "node:util";

import { newId, type Tx } from "@cartwright/db";

import { actorId, recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { emit } from "#outbox/emit.ts";

import { checkKey, readSystemKey } from "./fact-key.ts";
import type { FactValue } from "./views.ts";

export interface NewFact {
  readonly key: string;
  /** Anything that JSON has a word for, up to 4 kB; null takes the fact away. */
  readonly value: FactValue;
  /** For how long it holds; default for ever. */
  readonly ttlSeconds?: number | undefined;
}

const mostBytes = 4_096;
const longestTtlSeconds = 10 * 365 * 86_400;

/**
 * Sets a fact, or takes it away, in the caller's transaction. A change is told as `fact.changed`; saying again what holds
 * already only renews its time. Of two who set one fact at once the second waits, and counts.
 *
 * @throws DomainError `invalid_input` for a key that is none or is the system's, a value that is too long, a time that is none
 */
export async function putFact(tx: Tx, scope: Scope, fact: NewFact): Promise<void> {
  const { key } = fact;
  const expiresAt = check(scope, fact);
  const { organizationId } = scope;
  const own = { organizationId_key: { organizationId, key } };
  const known = await lock(tx, { organizationId, key });
  const before = known !== null && isOver(known, scope.now()) ? null : known;
  const id = known?.id ?? newId();
  if (fact.value === null) {
    if (known === null) return;
    await tx.fact.delete({ where: own });
  } else {
    const by = { setByType: scope.actor.type, setById: actorId(scope.actor), setAt: scope.now() };
    const data = { ...by, value: fact.value, expiresAt };
    const create = { ...data, id, organizationId, key, ...endsOf(key) };
    await tx.fact.upsert({ where: own, create, update: data, select: { id: true } });
  }
  const previous = before === null ? null : before.value;
  if (isDeepStrictEqual(previous, fact.value)) return;
  await tell(tx, scope, { id, key, value: fact.value, previous, expiresAt });
}

interface Change {
  readonly id: string;
  readonly key: string;
  readonly value: FactValue;
  readonly previous: FactValue;
  readonly expiresAt: Date | null;
}

async function tell(tx: Tx, scope: Scope, { id, key, value, previous, expiresAt }: Change): Promise<void> {
  const subject = { subjectType: "fact", subjectId: id } as const;
  await recordAudit(tx, scope, {
    ...subject,
    action: value === null ? "fact.removed" : "fact.set",
    data: { key, before: { value: previous }, after: { value } },
  });
  const setBy = { type: scope.actor.type, id: actorId(scope.actor) };
  const data = { key, value, previous, setBy, expiresAt: expiresAt?.toISOString() ?? null };
  await emit(tx, scope, { type: "fact.changed", aggregateType: "fact", aggregateId: id, data });
}

function check(scope: Scope, { key, value, ttlSeconds }: NewFact): Date | null {
  checkKey(key);
  if (readSystemKey(key) !== undefined) {
    throw new DomainError("invalid_input", { field: "key" }, { message: "This fact is the system's own." });
  }
  if (Buffer.byteLength(JSON.stringify(value)) > mostBytes) {
    throw new DomainError("invalid_input", { field: "value", mostBytes });
  }
  if (ttlSeconds === undefined) return null;
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > longestTtlSeconds) {
    throw new DomainError("invalid_input", { field: "ttlSeconds", least: 1, most: longestTtlSeconds });
  }
  return new Date(scope.now().getTime() + ttlSeconds * 1_000);
}

interface KnownFact {
  id: string;
  value: FactValue;
  expires_at: Date | null;
}

// By the name, since there may be no row yet to wait for.
async function lock(tx: Tx, own: { organizationId: string; key: string }): Promise<KnownFact | null> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`fact ${own.organizationId} ${own.key}`}, 0))::text`;
  const rows = await tx.$queryRaw<KnownFact[]>`
    select id::text, value, expires_at from facts
    where organization_id = ${own.organizationId}::uuid and key = ${own.key} for update`;
  return rows[0] ?? null;
}

function isOver({ expires_at: expiresAt }: KnownFact, now: Date): boolean {
  return expiresAt !== null && expiresAt <= now;
}

function endsOf(key: string): { head: string; tail: string } {
  const parts = key.split(":");
  return { head: parts[0] ?? key, tail: parts.at(-1) ?? key };
}

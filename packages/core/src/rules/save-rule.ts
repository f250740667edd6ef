import { newId, transact, type Tx } from "@cartwright/db";

import { changeOf } from "#audit/change-of.ts";
import { actorId, recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { rulesSubscriber } from "#outbox/plan-fan-out.ts";

import { checkRule } from "./check-rule.ts";
import type { RuleInput } from "./definition.ts";
import { getRule } from "./get-rule.ts";
import { rulesChannel } from "./rule-book.ts";
import { patternsOfRules } from "./rule-patterns.ts";
import { nextRun } from "./run-due-rules.ts";
import type { RuleView } from "./views.ts";

const mostRules = 2_000;

/**
 * Adds a rule, switched off unless `enabled`: somebody should try it first.
 *
 * @throws DomainError `invalid_input` that names the field, `conflict` when there are too many
 */
export async function createRule(ctx: Ctx, input: RuleInput & { readonly enabled?: boolean }): Promise<RuleView> {
  const { name, priority, definition } = checkRule(ctx, input);
  const id = newId();
  const enabled = input.enabled ?? false;
  await transact(ctx.db, async (tx) => {
    const { organizationId } = ctx;
    const number = await nextNumber(tx, organizationId);
    const nextRunAt = enabled ? await whenNext(tx, ctx, definition) : null;
    const at = { createdAt: ctx.now(), updatedAt: ctx.now() };
    await tx.rule.create({
      data: { id, organizationId, number, name, enabled, priority, definition, nextRunAt, ...at },
      select: { id: true },
    });
    await keepVersion(tx, ctx, { ruleId: id, version: 1, name, priority, definition });
    await recordAudit(tx, ctx, { action: "rule.created", subjectType: "rule", subjectId: id, data: { name, enabled } });
    await tellProcesses(tx);
  });
  return getRule(ctx, { ruleId: id });
}

/**
 * Saves a rule anew: the next version, which is asked from then on. What the log says of earlier ones stays true.
 *
 * @throws DomainError `not_found`, `version_conflict` when somebody saved meanwhile, `invalid_input`
 */
export async function updateRule(
  ctx: Ctx,
  {
    ruleId,
    expectedVersion,
    ...input
  }: RuleInput & { readonly ruleId: string; readonly expectedVersion?: number | undefined },
): Promise<RuleView> {
  const { name, priority, definition } = checkRule(ctx, input);
  await transact(ctx.db, async (tx) => {
    const before = await lockRule(tx, ctx, ruleId);
    if (expectedVersion !== undefined && expectedVersion !== before.version) {
      throw new DomainError("version_conflict", { ruleId, version: before.version });
    }
    const version = before.version + 1;
    const nextRunAt = before.enabled ? await whenNext(tx, ctx, definition) : null;
    const data = { name, priority, definition, version, nextRunAt, updatedAt: ctx.now() };
    await tx.rule.update({ where: { id: ruleId }, data, select: { id: true } });
    await keepVersion(tx, ctx, { ruleId, version, name, priority, definition });
    const change = { rule: before.name, ...changeOf(before, { name, priority, definition, version }) };
    await recordAudit(tx, ctx, { action: "rule.saved", subjectType: "rule", subjectId: ruleId, data: change });
    await tellProcesses(tx);
  });
  return getRule(ctx, { ruleId });
}

/** Switches a rule on or off. What waits for a time to be up ends when it goes off. Throws `not_found`. */
export async function switchRule(
  ctx: Ctx,
  { ruleId, enabled }: { ruleId: string; enabled: boolean },
): Promise<RuleView> {
  await transact(ctx.db, async (tx) => {
    const rule = await lockRule(tx, ctx, ruleId);
    if (rule.enabled === enabled) return;
    const nextRunAt = enabled ? await whenNext(tx, ctx, checkRule(ctx, asInput(rule)).definition) : null;
    await tx.rule.update({
      where: { id: ruleId },
      data: { enabled, nextRunAt, updatedAt: ctx.now() },
      select: { id: true },
    });
    if (!enabled) await tx.ruleTimer.deleteMany({ where: { organizationId: ctx.organizationId, ruleId } });
    const action = enabled ? "rule.switched_on" : "rule.switched_off";
    await recordAudit(tx, ctx, {
      action,
      subjectType: "rule",
      subjectId: ruleId,
      data: { rule: rule.name, ...changeOf(rule, { enabled }) },
    });
    await tellProcesses(tx);
  });
  return getRule(ctx, { ruleId });
}

/** Takes a rule away for good; what it did stays in the log. Throws `not_found`. */
export async function deleteRule(ctx: Ctx, { ruleId }: { ruleId: string }): Promise<{ ruleId: string }> {
  await transact(ctx.db, async (tx) => {
    const { name } = await lockRule(tx, ctx, ruleId);
    const data = { enabled: false, nextRunAt: null, deletedAt: ctx.now(), updatedAt: ctx.now() };
    await tx.rule.update({ where: { id: ruleId }, data, select: { id: true } });
    await tx.ruleTimer.deleteMany({ where: { organizationId: ctx.organizationId, ruleId } });
    await recordAudit(tx, ctx, { action: "rule.deleted", subjectType: "rule", subjectId: ruleId, data: { name } });
    await tellProcesses(tx);
  });
  return { ruleId };
}

/** Saves an earlier version of a rule as the next one. Throws `not_found`, and `invalid_input` when it is valid no more. */
export async function restoreRule(
  ctx: Ctx,
  { ruleId, version }: { ruleId: string; version: number },
): Promise<RuleView> {
  const where = { organizationId: ctx.organizationId, ruleId, version };
  const earlier = await ctx.db.prisma.ruleVersion.findFirst({ where });
  if (earlier === null) throw new DomainError("not_found", { ruleId, version });
  return updateRule(ctx, { ruleId, ...asInput(earlier) });
}

// It was checked when it was saved, and is checked again now.
function asInput({ name, priority, definition }: { name: string; priority: number; definition: unknown }): RuleInput {
  return { name, priority, definition: definition as RuleInput["definition"] };
}

async function lockRule(tx: Tx, { organizationId }: Ctx, ruleId: string) {
  await tx.$queryRaw`select 1 from rules where organization_id = ${organizationId}::uuid and id = ${ruleId}::uuid for update`;
  const rule = await tx.rule.findFirst({ where: { organizationId, id: ruleId, deletedAt: null } });
  if (rule === null) throw new DomainError("not_found", { ruleId });
  return rule;
}

async function nextNumber(tx: Tx, organizationId: string): Promise<number> {
  // Two who add rules at once take turns here.
  await tx.$queryRaw`select 1 from organizations where id = ${organizationId}::uuid for update`;
  const { _max, _count } = await tx.rule.aggregate({ where: { organizationId }, _max: { number: true }, _count: true });
  if (_count >= mostRules)
    throw new DomainError("conflict", { mostRules }, { message: `There are ${mostRules} rules.` });
  return (_max.number ?? 0) + 1;
}

interface Saved {
  readonly ruleId: string;
  readonly version: number;
  readonly name: string;
  readonly priority: number;
  readonly definition: object;
}

async function keepVersion(tx: Tx, ctx: Ctx, saved: Saved): Promise<void> {
  const by = { savedByType: ctx.actor.type, savedById: actorId(ctx.actor), savedAt: ctx.now() };
  const data = { organizationId: ctx.organizationId, ...saved, ...by };
  await tx.ruleVersion.create({ data, select: { version: true } });
}

async function whenNext(tx: Tx, ctx: Ctx, { when }: { when: Parameters<typeof nextRun>[0] }): Promise<Date | null> {
  if (when.kind !== "schedule") return null;
  const { timeZone } = await tx.organization.findUniqueOrThrow({ where: { id: ctx.organizationId } });
  return nextRun(when, { timeZone, now: ctx.now() });
}

// From the commit on every relay keeps what the rules wait for, and every process reads them anew.
async function tellProcesses(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    insert into event_subscribers as known (name, pattern, since_seq)
    select ${rulesSubscriber}, wanted.pattern, (select coalesce(max(seq), 0) from event_log)
    from (${patternsOfRules}) wanted order by wanted.pattern
    on conflict (name, pattern) do update set seen_at = now()`;
  await tx.$executeRaw`select pg_notify(${rulesChannel}, '')`;
}

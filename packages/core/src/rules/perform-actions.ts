import { newId, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError, isDomainError } from "#errors.ts";
import { putFact } from "#facts/put-fact.ts";
import { holdOrderIn } from "#orders/hold-order.ts";
import { releaseOrderIn } from "#orders/release-order.ts";
import { tagOrderIn, untagOrderIn } from "#orders/tag-order.ts";
import { emit } from "#outbox/emit.ts";
import { writeEvent } from "#outbox/write-event.ts";

import { valuesOf, type Acting, type AfterCommit, type Step } from "./acting.ts";
import { addRuleJob } from "./add-rule-job.ts";
import { callEndpoint } from "./call-endpoint.ts";
import { cancelOrderByRule } from "./cancel-order-by-rule.ts";
import type { Action } from "./definition.ts";
import { describeAction } from "./describe-rule.ts";
import { fillKey, type Subject } from "./load-subjects.ts";
import { mailPeople } from "./mail-people.ts";
import { renderText } from "./render-text.ts";

/** What came of a rule's actions. */
export interface Performed {
  readonly outcome: "fired" | "refused";
  /** In words: what was done, or why nothing was. */
  readonly effects: readonly string[];
  readonly afterCommit: readonly AfterCommit[];
}

/**
 * Does what a rule says, all of it or nothing, in the caller's transaction; a refusal undoes this rule's part alone.
 * `ctx` acts as the rule.
 */
export async function performActions(tx: Tx, ctx: Ctx, acting: Acting): Promise<Performed> {
  await tx.$executeRaw`savepoint rule_acts`;
  try {
    const afterCommit: AfterCommit[] = [];
    for (const action of acting.rule.definition.actions) {
      const later = await perform(tx, ctx, { ...acting, action });
      if (later !== undefined) afterCommit.push(later);
    }
    await tx.$executeRaw`release savepoint rule_acts`;
    return { outcome: "fired", effects: acting.rule.definition.actions.map(describeAction), afterCommit };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    await tx.$executeRaw`rollback to savepoint rule_acts`;
    return { outcome: "refused", effects: [refusalWords(error)], afterCommit: [] };
  }
}

async function perform(tx: Tx, ctx: Ctx, step: Step): Promise<AfterCommit | undefined> {
  const { action, subject } = step;
  switch (action.do) {
    case "alert":
      return raiseAlert(tx, ctx, { ...step, action });
    case "mail":
      return mailPeople(tx, ctx, { ...step, action });
    case "tag_order":
      return tagOrderIn(tx, ctx, { orderId: orderOf(step), tag: action.tag }).then(nothing);
    case "untag_order":
      return untagOrderIn(tx, ctx, { orderId: orderOf(step), tag: action.tag }).then(nothing);
    case "hold_order":
      return holdOrderIn(tx, ctx, { orderId: orderOf(step), reason: action.reason }).then(nothing);
    case "release_order":
      return releaseOrderIn(tx, ctx, { orderId: orderOf(step) }).then(nothing);
    case "cancel_order":
      return cancelOrderByRule(tx, ctx, { orderId: orderOf(step), reason: action.reason });
    case "set_fact": {
      const { value, ttlSeconds } = action;
      return putFact(tx, ctx, { key: keyOf(action.key, subject), value, ttlSeconds }).then(nothing);
    }
    case "remove_fact":
      return putFact(tx, ctx, { key: keyOf(action.key, subject), value: null }).then(nothing);
    case "emit":
      return tellEvent(tx, ctx, { ...step, action });
    case "enqueue":
      return addRuleJob(tx, ctx, { ...step, action });
    case "callback":
      return callEndpoint(tx, ctx, { ...step, action });
  }
}

function nothing(): undefined {
  return undefined;
}

function orderOf({ subject }: Acting): string {
  if (subject.ids.order === null) throw new DomainError("not_found", {}, { message: "the event is about no order" });
  return subject.ids.order;
}

function keyOf(template: string, { ids }: Subject): string {
  const key = fillKey(template, ids);
  if (key === null) throw new DomainError("not_found", { key: template }, { message: "the event is not about that" });
  return key;
}

async function raiseAlert(tx: Tx, ctx: Ctx, step: Step<Extract<Action, { do: "alert" }>>): Promise<undefined> {
  const { action, rule, subject } = step;
  const text = renderText(action.text, valuesOf(step));
  const data = { level: action.level, text, link: linkOf(subject), ruleId: rule.id };
  await emit(tx, ctx, { type: "alert.raised", aggregateType: "alert", aggregateId: newId(), data });
  return undefined;
}

function linkOf({ ids }: Subject): string | null {
  if (ids.order !== null) return `/admin/orders/${ids.order}`;
  return ids.product === null ? null : `/admin/products/${ids.product}`;
}

// About the same thing, so that what follows from it keeps its order. Whose it is stands nowhere: it is the staff's.
async function tellEvent(tx: Tx, ctx: Ctx, step: Step<Extract<Action, { do: "emit" }>>): Promise<undefined> {
  const { action, event, rule, subject } = step;
  const { order: orderId, product: productId, variant: variantId } = subject.ids;
  const { organizationId, requestId } = ctx;
  await writeEvent(tx, {
    organizationId,
    requestId,
    occurredAt: ctx.now(),
    type: `rule.${action.name}`,
    aggregateType: event.aggregateType,
    aggregateId: event.aggregateId,
    data: {
      rule: { id: rule.id, name: rule.name },
      causedBy: { event: event.type, eventId: event.eventId },
      ...(orderId !== null && { orderId }),
      ...(productId !== null && { productId }),
      ...(variantId !== null && { variantId }),
    },
  });
  return undefined;
}

function refusalWords({ code, message }: DomainError): string {
  const why = message === code ? code.replaceAll("_", " ") : message;
  return `Nothing was done: ${why}.`;
}

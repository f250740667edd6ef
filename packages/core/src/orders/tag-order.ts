import { z } from "zod";

import { transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { emit } from "#outbox/emit.ts";

import { lockOrder } from "./lock-order.ts";

/** A word for an order: up to 40 letters, digits, spaces, dashes and underscores, in lower case. */
export const orderTag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u, { error: "A tag is up to 40 letters, digits, spaces and dashes." });

const mostTags = 20;

export interface OrderTagInput {
  readonly orderId: string;
  readonly tag: string;
}

/**
 * Puts a tag on an order; one that is there stays.
 *
 * @throws DomainError `not_found`, `invalid_input` for what is no tag, `conflict` when it has twenty
 */
export async function tagOrder(ctx: Ctx, input: OrderTagInput): Promise<OrderTagInput> {
  const tag = readTag(input.tag);
  await transact(ctx.db, (tx) => tagOrderIn(tx, ctx, { ...input, tag }));
  ctx.wakeRelay();
  return { orderId: input.orderId, tag };
}

/** Takes a tag off an order, if it is there. Throws as `tagOrder`. */
export async function untagOrder(ctx: Ctx, input: OrderTagInput): Promise<OrderTagInput> {
  const tag = readTag(input.tag);
  await transact(ctx.db, (tx) => untagOrderIn(tx, ctx, { ...input, tag }));
  ctx.wakeRelay();
  return { orderId: input.orderId, tag };
}

/** `tagOrder` in the caller's transaction, with a tag that was checked. */
export async function tagOrderIn(tx: Tx, scope: Scope, { orderId, tag }: OrderTagInput): Promise<void> {
  const { organizationId } = scope;
  const order = await lockOrder(tx, scope, orderId);
  const tags = await tx.orderTag.findMany({ where: { organizationId, orderId }, select: { tag: true } });
  if (tags.some((one) => one.tag === tag)) return;
  if (tags.length >= mostTags) throw new DomainError("conflict", { orderId, mostTags });
  await tx.orderTag.create({ data: { organizationId, orderId, tag, placedAt: order.placedAt } });
  await tell(tx, scope, { type: "order.tagged", orderId, number: order.number, tag });
}

/** `untagOrder` in the caller's transaction. */
export async function untagOrderIn(tx: Tx, scope: Scope, { orderId, tag }: OrderTagInput): Promise<void> {
  const { organizationId } = scope;
  const order = await lockOrder(tx, scope, orderId);
  const { count } = await tx.orderTag.deleteMany({ where: { organizationId, orderId, tag } });
  if (count > 0) await tell(tx, scope, { type: "order.untagged", orderId, number: order.number, tag });
}

interface TagChange extends OrderTagInput {
  readonly type: "order.tagged" | "order.untagged";
  readonly number: bigint;
}

async function tell(tx: Tx, scope: Scope, { type, orderId, number, tag }: TagChange): Promise<void> {
  await recordAudit(tx, scope, { action: type, subjectType: "order", subjectId: orderId, data: { tag } });
  const data = { orderId, number: String(number), tag };
  await emit(tx, scope, { type, aggregateType: "order", aggregateId: orderId, data });
}

function readTag(tag: string): string {
  const parsed = orderTag.safeParse(tag);
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid_input", { field: "tag" }, { message: parsed.error.issues[0]?.message ?? "" });
}

import type { Prisma } from "@cartwright/db";
import type { StartPaymentInput } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

import { askProvider, type ProviderAnswer, providerOf } from "./ask-provider.ts";

export type PayableOrder = Prisma.OrderGetPayload<{ include: { lines: true } }>;
export type StartablePayment = Prisma.PaymentGetPayload<object>;

/**
 * Asks the provider to open a payment and keeps what it answers. The key is made of the order and the attempt alone, so
 * this may be repeated after any crash: the provider answers with the same session, and never opens a second one.
 */
export async function openSession(
  ctx: Ctx,
  order: PayableOrder,
  payment: StartablePayment,
): Promise<ProviderAnswer<string | null>> {
  const answer = await askProvider(providerOf(ctx, payment.provider).create(startInput(ctx, order, payment)));
  if (!answer.ok) return answer;
  const { sessionId, providerPaymentId, redirectUrl } = answer.value;
  await ctx.db.prisma.payment.updateMany({
    where: { id: payment.id, state: "created" },
    data: { state: "pending", providerSessionId: sessionId, providerPaymentId, redirectUrl, updatedAt: ctx.now() },
  });
  return { ok: true, value: redirectUrl };
}

function startInput(ctx: Ctx, order: PayableOrder, payment: StartablePayment): StartPaymentInput {
  const page = `${ctx.settings.webUrl}/orders/${order.id}?token=${order.accessToken}`;
  return {
    orderId: order.id,
    orderNumber: String(order.number),
    paymentId: payment.id,
    idempotencyKey: `order:${order.id}:pay:${payment.attempt}`,
    amount: { minor: payment.amountMinor, currency: payment.currency },
    email: order.email,
    lines: order.lines.map((line) => ({
      title: titleOf(line),
      quantity: line.quantity,
      unitMinor: line.unitPriceMinor,
    })),
    shippingMinor: order.shippingMinor,
    discountMinor: order.discountMinor,
    successUrl: `${page}&paid=1`,
    cancelUrl: `${page}&paid=0`,
    expiresAt: order.paymentDueAt ?? new Date(payment.createdAt.getTime() + ctx.settings.holdMs),
  };
}

function titleOf({ title, variantTitle }: { title: string; variantTitle: string }): string {
  return variantTitle === "" ? title : `${title}, ${variantTitle}`;
}

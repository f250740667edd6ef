import type { ProviderPayment } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { applyProviderPayment, failedAtStart } from "./apply-provider-payment.ts";
import { askProvider, providerOf } from "./ask-provider.ts";
import { openSession, type StartablePayment } from "./open-session.ts";

export type PaymentReference =
  | { readonly paymentId: string }
  | { readonly sessionId: string }
  | { readonly providerPaymentId: string };

export interface SyncedPayment {
  readonly orderId: string;
  readonly paymentId: string;
  readonly orderStatus: string;
  readonly paymentState: string;
}

/**
 * Asks the provider how a payment stands and applies the answer. The webhook's job, the return page and the sweep all come
 * here, in any order and at the same moment; what they knew before does not matter, only what the provider says now.
 *
 * Throws `not_found`, and `provider_unavailable` when the provider is away.
 */
export async function syncPayment(ctx: Ctx, reference: PaymentReference): Promise<SyncedPayment> {
  const payment = await findPayment(ctx, reference);
  if (payment.state !== "captured") await applyProviderPayment(ctx, payment, await askTruth(ctx, payment));
  const after = await ctx.db.prisma.payment.findUniqueOrThrow({
    where: { id: payment.id },
    include: { order: { select: { status: true } } },
  });
  return { orderId: after.orderId, paymentId: after.id, orderStatus: after.order.status, paymentState: after.state };
}

/** How a payment stands at its provider, also when a crash left us without the session's id. */
export async function askTruth(ctx: Ctx, payment: StartablePayment): Promise<ProviderPayment> {
  const known =
    payment.providerSessionId === null && payment.providerPaymentId === null
      ? await learnSession(ctx, payment)
      : payment;
  if (known === null) return failedAtStart(payment, "payment_refused");
  const ref = { sessionId: known.providerSessionId, providerPaymentId: known.providerPaymentId };
  const answer = await askProvider(providerOf(ctx, payment.provider).retrieve(ref));
  if (answer.ok) return answer.value;
  throw new DomainError("payment_failed", { paymentId: payment.id }, { cause: answer.cause });
}

/** Opens the session again under its old key, which finds the one that may be there; null when it is refused. */
export async function learnSession(ctx: Ctx, payment: StartablePayment): Promise<StartablePayment | null> {
  const where = { organizationId_id: { organizationId: ctx.organizationId, id: payment.orderId } };
  const order = await ctx.db.prisma.order.findUniqueOrThrow({
    where,
    include: { lines: { orderBy: { position: "asc" } } },
  });
  const opened = await openSession(ctx, order, payment);
  if (!opened.ok) return null;
  return ctx.db.prisma.payment.findUniqueOrThrow({ where: { id: payment.id } });
}

async function findPayment(ctx: Ctx, reference: PaymentReference): Promise<StartablePayment> {
  const { organizationId } = ctx;
  const payment = await ctx.db.prisma.payment.findFirst({ where: { organizationId, ...columnOf(reference) } });
  if (payment === null) throw new DomainError("not_found", { ...reference });
  return payment;
}

function columnOf(reference: PaymentReference) {
  if ("paymentId" in reference) return { id: reference.paymentId };
  if ("sessionId" in reference) return { providerSessionId: reference.sessionId };
  return { providerPaymentId: reference.providerPaymentId };
}

import type { PaymentProvider, PaymentWebhook, ProviderPayment } from "@cartwright/integrations/contracts";

import type { Ctx, Services } from "#context.ts";
import { askProvider } from "#payments/ask-provider.ts";
import { importRefunds } from "#payments/import-refunds.ts";
import { settleRefund } from "#payments/settle-refund.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { systemContext } from "#system-context.ts";

import type { Applied } from "./find-source.ts";

export interface PaymentHint {
  readonly provider: PaymentProvider;
  readonly webhook: PaymentWebhook;
  readonly requestId: string;
}

const aboutPayments = ["checkout.session.", "payment_intent.", "charge."];
const aboutRefunds = ["refund.", "charge.refund"];

/** Reads the payment anew that a webhook is about; ignores topics and payments that are not ours. */
export async function applyPaymentWebhook(
  services: Services,
  { provider, webhook, requestId }: PaymentHint,
): Promise<Applied> {
  const concerns = (topics: readonly string[]) => topics.some((topic) => webhook.topic.startsWith(topic));
  if (!concerns([...aboutPayments, ...aboutRefunds])) return notOurs;
  const payment = await findOurs(services, provider, webhook);
  if (payment === null) return notOurs;
  const { id: paymentId, organizationId } = payment;
  const ctx = systemContext(services, { organizationId, name: provider.name, requestId });
  await syncPayment(ctx, { paymentId });
  if (concerns(aboutRefunds)) {
    // Ours first: what the provider refuses of them makes room for what somebody else gave back.
    await recheckRefunds(ctx, paymentId);
    for (const refundId of await importRefunds(ctx, { paymentId })) await settleRefund(ctx, { refundId });
  }
  return { outcome: "processed", organizationId };
}

const notOurs: Applied = { outcome: "ignored", organizationId: null };

async function recheckRefunds(ctx: Ctx, paymentId: string): Promise<void> {
  const refunds = await ctx.db.prisma.refund.findMany({
    where: { paymentId, state: { not: "failed" } },
    select: { id: true },
  });
  for (const { id: refundId } of refunds) await settleRefund(ctx, { refundId, recheck: true });
}

/** By the provider's ids; else, after a crash that left us without them, by our own id, which the provider kept for us. */
async function findOurs(services: Services, provider: PaymentProvider, webhook: PaymentWebhook) {
  const { sessionId, providerPaymentId } = webhook;
  const names = [
    ...(sessionId === null ? [] : [{ providerSessionId: sessionId }]),
    ...(providerPaymentId === null ? [] : [{ providerPaymentId }]),
  ];
  if (names.length === 0) return null;
  const select = { id: true, organizationId: true } as const;
  const known = await services.db.prisma.payment.findFirst({ where: { provider: provider.name, OR: names }, select });
  if (known !== null) return known;
  const paymentId = (await readTruth(provider, { sessionId, providerPaymentId }))?.paymentId ?? null;
  if (paymentId === null || !uuid.test(paymentId)) return null;
  return services.db.prisma.payment.findFirst({ where: { id: paymentId, provider: provider.name }, select });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function readTruth(
  provider: PaymentProvider,
  ref: { sessionId: string | null; providerPaymentId: string | null },
): Promise<ProviderPayment | null> {
  const answer = await askProvider(provider.retrieve(ref));
  return answer.ok ? answer.value : null;
}

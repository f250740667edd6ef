import type { WebhookInbox } from "@cartwright/db";

import type { Services } from "#context.ts";
import { isDomainError } from "#errors.ts";
import { applyCarrierUpdate } from "#shipping/apply-carrier-update.ts";

import { applyPaymentWebhook } from "./apply-payment-webhook.ts";

export type WebhookOutcome = "processed" | "ignored" | "failed";

/**
 * Applies one stored webhook. A webhook only hints: what it is about is read anew from its sender. One that was applied is
 * left alone. A failure is written to the row; it is thrown only when trying again may help.
 */
export async function applyWebhook(services: Services, { inboxId }: { inboxId: string }): Promise<WebhookOutcome> {
  const row = await services.db.prisma.webhookInbox.findUniqueOrThrow({ where: { id: inboxId } });
  if (row.state === "processed" || row.state === "ignored") return row.state;
  try {
    const outcome = await route(services, row);
    await finish(services, row, { state: outcome, error: null });
    return outcome;
  } catch (error) {
    await finish(services, row, { state: "failed", error: error instanceof Error ? error.message : String(error) });
    if (isDomainError(error) && error.code !== "provider_unavailable") return "failed";
    throw error;
  }
}

async function route(services: Services, row: WebhookInbox): Promise<"processed" | "ignored"> {
  const requestId = row.requestId ?? row.id;
  const provider = services.payments[row.source];
  if (provider !== undefined)
    return applyPaymentWebhook(services, { provider, webhook: provider.parseWebhook(row.raw), requestId });
  const carrier = services.carriers[row.source];
  if (carrier === undefined) return "ignored";
  const update = carrier.parseWebhook(row.raw);
  const outcome = await applyCarrierUpdate(services, { carrier: row.source, update, requestId });
  return outcome === "applied" ? "processed" : "ignored";
}

async function finish(
  services: Services,
  { id }: WebhookInbox,
  result: { state: WebhookOutcome; error: string | null },
): Promise<void> {
  await services.db.prisma.webhookInbox.update({
    where: { id },
    data: { ...result, processedAt: services.now() },
    select: { id: true },
  });
}

import { newId, type Prisma, transact, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Services } from "#context.ts";
import { systemContext } from "#system-context.ts";

import type { ShopifyMessage } from "../webhooks/shopify-message.ts";
import type { PrivacySubject } from "./privacy-tables.ts";
import { readPrivacyBody } from "./read-privacy-body.ts";

type Kind = "data_request" | "customer_redact" | "shop_redact";

interface Work {
  readonly kind: Kind;
  /** What was found or erased, as the request's row keeps it. */
  readonly work: (tx: Tx, subject: PrivacySubject) => Promise<Prisma.InputJsonObject>;
}

/** Shopify gives 30 days. */
const dueMs = 30 * 24 * 3_600_000;

/** Does what a privacy message asks for, once, and keeps that it was done. */
export async function answerPrivacyRequest(
  services: Services,
  message: ShopifyMessage,
  { kind, work }: Work,
): Promise<"processed"> {
  const { integration, messageId, triggeredAt, requestId } = message;
  const { id: integrationId, organizationId, shopDomain } = integration;
  const { customerId, orderIds } = readPrivacyBody(message.payload);
  await transact(services.db, async (tx) => {
    const id = newId();
    const request = {
      id,
      organizationId,
      integrationId,
      kind,
      customerId,
      orderIds,
      messageId,
      requestedAt: triggeredAt,
    };
    const dueAt = new Date(triggeredAt.getTime() + dueMs);
    const { count } = await tx.shopifyPrivacyRequest.createMany({
      data: [{ ...request, dueAt }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    const result = await work(tx, { organizationId, integrationId, shopDomain, customerId, orderIds, messageId });
    // Handing the data to the shop's owner is up to people; erasing is done with this.
    const completedAt = kind === "data_request" ? null : services.now();
    await tx.shopifyPrivacyRequest.update({ where: { id }, data: { result, completedAt } });
    await recordAudit(tx, systemContext(services, { organizationId, name: "shopify", requestId }), {
      action: `shopify.${kind}`,
      subjectType: "shopify_integration",
      subjectId: integrationId,
      data: { requestId: id },
    });
  });
  return "processed";
}

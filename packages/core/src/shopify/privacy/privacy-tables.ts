import type { Prisma, Tx } from "@cartwright/db";

import { pulledPrivacyTables } from "../sync/pulled-privacy-tables.ts";

/** About whom: a shop, and one of its customers unless the whole shop is meant. */
export interface PrivacySubject {
  readonly organizationId: string;
  readonly integrationId: string;
  readonly shopDomain: string;
  /** Shopify's number of the customer; null: everybody in the shop. */
  readonly customerId: string | null;
  /** The orders that are meant, by Shopify's numbers. */
  readonly orderIds: readonly string[];
  /** The message that asks for it, which stays until it is answered. */
  readonly messageId: string;
}

/** A table that keeps what came from Shopify about people. */
export interface PrivacyTable {
  readonly name: string;
  /** What it holds about the subject, to be handed to them; at most a few hundred rows. */
  collect(tx: Tx, subject: PrivacySubject): Promise<Prisma.InputJsonValue[]>;
  /** Erases it, or makes it nobody's. Returns how many rows; safe to repeat. */
  erase(tx: Tx, subject: PrivacySubject): Promise<number>;
}

/** Every table that keeps people's data from Shopify: whoever adds one adds it here. */
export const privacyTables: readonly PrivacyTable[] = [
  {
    name: "webhook_inbox",
    async collect(tx, { shopDomain, customerId }) {
      if (customerId === null) return [];
      const rows = await tx.$queryRaw<{ topic: string; receivedAt: Date }[]>`
        SELECT topic, received_at AS "receivedAt" FROM webhook_inbox
        WHERE source = 'shopify' AND account_id = ${shopDomain} AND topic NOT LIKE 'customers/%'
          AND position(convert_to(${customerId}, 'UTF8') IN raw) > 0
        ORDER BY id LIMIT 500`;
      return rows.map(({ topic, receivedAt }) => ({ topic, receivedAt: receivedAt.toISOString() }));
    },
    // By the digits of their number: bodies are kept as they came. A message too many is erased sooner than one too few.
    erase(tx, { shopDomain, customerId, messageId }) {
      if (customerId === null)
        return tx.$executeRaw`
          DELETE FROM webhook_inbox
          WHERE source = 'shopify' AND account_id = ${shopDomain} AND external_id <> ${messageId}`;
      return tx.$executeRaw`
        DELETE FROM webhook_inbox
        WHERE source = 'shopify' AND account_id = ${shopDomain} AND external_id <> ${messageId}
          AND position(convert_to(${customerId}, 'UTF8') IN raw) > 0`;
    },
  },
  ...pulledPrivacyTables,
];

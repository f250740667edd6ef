import { Prisma } from "@cartwright/db";
import type { ShopifyKind } from "@cartwright/integrations/contracts";

/** Where what was received of a kind is kept. */
export const rawTables: Readonly<Record<ShopifyKind, Prisma.Sql>> = {
  products: Prisma.sql`shopify_products`,
  orders: Prisma.sql`shopify_orders`,
};

/** Which of the rows' columns names what became of it. */
export const resultColumns: Readonly<Record<ShopifyKind, Prisma.Sql>> = {
  products: Prisma.sql`product_id`,
  orders: Prisma.sql`order_id`,
};

/** One shop's feed of one kind. */
export interface Feed {
  readonly organizationId: string;
  readonly integrationId: string;
  readonly kind: ShopifyKind;
}

import type { SqlTx } from "@cartwright/db";
import type { ChannelStore } from "@cartwright/integrations/contracts";

import type { Scope } from "#context.ts";
import type { OrderStatus } from "#orders/views.ts";

import type { ImportedOrder } from "./import-order.ts";

export interface KnownOrder extends ImportedOrder {
  /** The channel's time of the newest state that was applied. */
  readonly channelUpdatedAt: Date;
}

export interface ChannelOrderName extends Pick<ChannelStore, "channel" | "storeId"> {
  readonly externalId: string;
}

interface Row extends Omit<KnownOrder, "total" | "number"> {
  readonly number: bigint;
  readonly status: OrderStatus;
  readonly totalMinor: bigint;
  readonly currency: string;
}

/** The order of ours that a channel's order has become, and how it stands; null when it was never imported. */
export async function findImported(
  client: SqlTx,
  { organizationId }: Pick<Scope, "organizationId">,
  { channel, storeId, externalId }: ChannelOrderName,
): Promise<KnownOrder | null> {
  const [row] = await client.$queryRaw<Row[]>`
    select o.id::text as "orderId", o.number, o.status::text as status, o.total_minor as "totalMinor", o.currency,
      c.imported_at as "importedAt", c.channel_updated_at as "channelUpdatedAt",
      (select count(*)::int from channel_shortfalls s
       where s.organization_id = o.organization_id and s.order_id = o.id and s.resolved_at is null) as "openShortfalls"
    from channel_orders c join orders o on o.organization_id = c.organization_id and o.id = c.order_id
    where c.organization_id = ${organizationId}::uuid and c.channel = ${channel} and c.store_id = ${storeId}::uuid
      and c.external_id = ${externalId}`;
  if (row === undefined) return null;
  const { totalMinor, currency, number, ...known } = row;
  return { ...known, number: String(number), total: { minor: totalMinor, currency } };
}

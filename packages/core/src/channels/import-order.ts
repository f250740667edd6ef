import type { ChannelOrder } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import type { OrderStatus } from "#orders/views.ts";
import type { Money } from "#pricing/money.ts";

/** How an order of a channel stands with us. The same for everybody who imports the same state of it. */
export interface ImportedOrder {
  /** Ours. */
  readonly orderId: string;
  /** What our staff read. */
  readonly number: string;
  readonly status: OrderStatus;
  readonly total: Money;
  /** When we first took it over. */
  readonly importedAt: Date;
  /** Lines that staff must look at: goods sold that are not there, or that we do not know. */
  readonly openShortfalls: number;
}

/**
 * Makes an order of ours of a channel's order, or brings the one that it has become up to date: all of it in one transaction,
 * and however often, from however many places at once, one order.
 *
 * Amounts are what the channel charged, never priced anew. Stock is taken as far as it is there; what is missing is flagged
 * for staff, and never makes a balance negative.
 *
 * @throws DomainError `invalid_input` when its amounts or quantities make no sense, with nothing written.
 */
export async function importOrder(_ctx: Ctx, _order: ChannelOrder): Promise<ImportedOrder> {
  return Promise.reject(new Error("import-order is not written yet"));
}

import type { z } from "zod";

import type { ChannelOrder } from "#contracts/channel.ts";
import { ProviderRefusedError } from "#contracts/errors.ts";
import type { ChangedOrders } from "#contracts/marketplace.ts";

export interface RowReading<Row, S extends z.ZodType> {
  readonly idOf: (row: Row) => string;
  readonly shape: S;
  /** Null for a row that is no order yet; throws `ProviderRefusedError` for one that makes no sense. */
  readonly map: (read: z.output<S>) => ChannelOrder | null;
}

/** Reads each row of a page by itself, so that a strange one is told and the others are taken. */
export function mapRows<Row, S extends z.ZodType>(
  rows: readonly Row[],
  { idOf, shape, map }: RowReading<Row, S>,
): Pick<ChangedOrders, "orders" | "unreadable"> {
  const orders: ChannelOrder[] = [];
  const unreadable: { externalId: string; message: string }[] = [];
  for (const row of rows) {
    const read = shape.safeParse(row);
    try {
      if (!read.success) throw unfit(read.error);
      const order = map(read.data);
      if (order !== null) orders.push(order);
    } catch (error) {
      if (!(error instanceof ProviderRefusedError)) throw error;
      unreadable.push({ externalId: idOf(row), message: error.message });
    }
  }
  return { orders, unreadable };
}

function unfit(error: z.ZodError): ProviderRefusedError {
  const where = error.issues.map(({ path }) => path.join(".")).join(", ");
  return new ProviderRefusedError(`cannot be read at ${where}`, { code: "unreadable", cause: error });
}

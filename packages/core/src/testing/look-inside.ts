import type { Db } from "@cartwright/db";

export interface StockCheck {
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  /** What the ledger adds up to; equal to the balance at any time. */
  readonly ledger: { readonly onHand: number; readonly reserved: number };
}

export interface WrittenEvent {
  readonly type: string;
  readonly aggregateId: string;
  readonly data: unknown;
}

/** A variant's balance beside the sums of its ledger. */
export async function readStock(db: Db, variantId: string): Promise<StockCheck> {
  const [balance, ledger] = await Promise.all([
    db.prisma.stockBalance.aggregate({ where: { variantId }, _sum: { onHand: true, reserved: true } }),
    db.prisma.stockLedger.aggregate({ where: { variantId }, _sum: { deltaOnHand: true, deltaReserved: true } }),
  ]);
  const onHand = balance._sum.onHand ?? 0;
  const reserved = balance._sum.reserved ?? 0;
  return {
    onHand,
    reserved,
    available: onHand - reserved,
    ledger: { onHand: ledger._sum.deltaOnHand ?? 0, reserved: ledger._sum.deltaReserved ?? 0 },
  };
}

/** What an organization has written to the outbox and nobody has relayed, oldest first. */
export async function readEvents(db: Db, organizationId: string, type?: string): Promise<WrittenEvent[]> {
  const rows = await db.prisma.outboxEvent.findMany({ where: { organizationId, type }, orderBy: { id: "asc" } });
  return rows.map((row) => ({ type: row.type, aggregateId: row.aggregateId, data: row.payload }));
}

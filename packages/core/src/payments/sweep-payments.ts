import type { Ctx, Services } from "#context.ts";
import { isDomainError } from "#errors.ts";
import { systemContext } from "#system-context.ts";

import { closePayment, openStates } from "./close-payment.ts";
import { expireUnpaidOrder } from "./expire-unpaid-order.ts";
import { settleRefund } from "./settle-refund.ts";
import { syncPayment } from "./sync-payment.ts";

export interface Sweep {
  readonly payments: number;
  readonly closed: number;
  readonly expired: number;
  readonly refunds: number;
  /** What a provider that is away left for the next sweep. */
  readonly delayed: number;
}

// Long enough that whoever began is done or dead.
const quietMs = 30_000;
const batch = 100;

/**
 * Comes back to what nobody finished: payments opened or paid while a process died, holds whose time is up, payments left
 * open by a cancelled order, refunds not settled. Any number of sweeps may run at once: each act is safe to repeat.
 */
export async function sweepPayments(services: Services): Promise<Sweep> {
  const quietSince = new Date(services.now().getTime() - quietMs);
  const failures: unknown[] = [];
  const run = (rows: readonly Row[], act: (ctx: Ctx, row: Row) => Promise<unknown>) =>
    actOnAll(services, { rows, act, failures });
  const expired = await run(await dueOrders(services), (ctx, { id }) => expireUnpaidOrder(ctx, { orderId: id }));
  const closed = await run(await openPayments(services, { ofCancelled: true, quietSince }), (ctx, { id }) =>
    closePayment(ctx, { paymentId: id }),
  );
  const payments = await run(await openPayments(services, { ofCancelled: false, quietSince }), (ctx, { id }) =>
    syncPayment(ctx, { paymentId: id }),
  );
  const refunds = await run(await openRefunds(services, quietSince), (ctx, { id }) =>
    settleRefund(ctx, { refundId: id }),
  );
  const defects = failures.filter((error) => !isDomainError(error));
  if (defects.length > 0) throw new AggregateError(defects, "some payments could not be swept");
  return { payments, closed, expired, refunds, delayed: failures.length };
}

interface Row {
  readonly id: string;
  readonly organizationId: string;
}

interface Round {
  readonly rows: readonly Row[];
  readonly act: (ctx: Ctx, row: Row) => Promise<unknown>;
  readonly failures: unknown[];
}

/** One row that fails must not keep the others waiting. */
async function actOnAll(services: Services, { rows, act, failures }: Round): Promise<number> {
  let done = 0;
  for (const row of rows) {
    const ctx = systemContext(services, {
      organizationId: row.organizationId,
      name: "payments",
      requestId: `sweep:${row.id}`,
    });
    try {
      await act(ctx, row);
      done += 1;
    } catch (error) {
      services.log.warn({ err: error, id: row.id }, "sweep_left_over");
      failures.push(error);
    }
  }
  return done;
}

const select = { id: true, organizationId: true } as const;

async function dueOrders(services: Services): Promise<Row[]> {
  const where = { status: "pending", paymentDueAt: { lte: services.now() } } as const;
  return services.db.prisma.order.findMany({ where, select, orderBy: { paymentDueAt: "asc" }, take: batch });
}

/** Invoices stay open for weeks, and nobody has to be asked about them. */
async function openPayments(
  services: Services,
  { ofCancelled, quietSince }: { ofCancelled: boolean; quietSince: Date },
): Promise<Row[]> {
  const order = { status: ofCancelled ? ("cancelled" as const) : ("pending" as const) };
  const untouched = ofCancelled ? {} : { provider: { not: "invoice" } };
  const where = { state: { in: [...openStates] }, updatedAt: { lte: quietSince }, order, ...untouched };
  return services.db.prisma.payment.findMany({ where, select, orderBy: { updatedAt: "asc" }, take: batch });
}

async function openRefunds(services: Services, quietSince: Date): Promise<Row[]> {
  const where = { state: "pending", createdAt: { lte: quietSince } } as const;
  return services.db.prisma.refund.findMany({ where, select, orderBy: { createdAt: "asc" }, take: batch });
}

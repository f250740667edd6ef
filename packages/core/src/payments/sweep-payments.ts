import type { Ctx, Services } from "#context.ts";
import { isDomainError } from "#errors.ts";
import { systemContext } from "#system-context.ts";

import { closePayment, openStates } from "./close-payment.ts";
import { expireUnpaidOrder } from "./expire-unpaid-order.ts";
import { channelNames } from "./paid-outside.ts";
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
  const run = (find: Finder, act: (ctx: Ctx, id: string) => Promise<unknown>) =>
    actOnAll(services, { find, act, failures });
  const expired = await run(dueOrders(services), (ctx, orderId) => expireUnpaidOrder(ctx, { orderId }));
  const closed = await run(openPayments(services, { ofCancelled: true, quietSince }), (ctx, paymentId) =>
    closePayment(ctx, { paymentId }),
  );
  const payments = await run(openPayments(services, { ofCancelled: false, quietSince }), (ctx, paymentId) =>
    syncPayment(ctx, { paymentId }),
  );
  const refunds = await run(openRefunds(services, quietSince), (ctx, refundId) => settleRefund(ctx, { refundId }));
  const defects = failures.filter((error) => !isDomainError(error));
  if (defects.length > 0) throw new AggregateError(defects, "some payments could not be swept");
  return { payments, closed, expired, refunds, delayed: failures.length };
}

interface Row {
  readonly id: string;
  readonly organizationId: string;
}

/** The next rows after the one with this id. */
type Finder = (after: string) => Promise<Row[]>;

interface Round {
  readonly find: Finder;
  readonly act: (ctx: Ctx, id: string) => Promise<unknown>;
  readonly failures: unknown[];
}

const beforeAny = "00000000-0000-0000-0000-000000000000";

/** Goes through all of them, page by page: rows that fail, however many, must not keep the others waiting. */
async function actOnAll(services: Services, { find, act, failures }: Round): Promise<number> {
  let done = 0;
  for (let rows = await find(beforeAny); rows.length > 0; rows = await find(rows.at(-1)?.id ?? beforeAny)) {
    for (const { id, organizationId } of rows) {
      const ctx = systemContext(services, { organizationId, name: "payments", requestId: `sweep:${id}` });
      try {
        await act(ctx, id);
        done += 1;
      } catch (error) {
        services.log.warn({ err: error, id }, "sweep_left_over");
        failures.push(error);
      }
    }
  }
  return done;
}

const page = { select: { id: true, organizationId: true }, orderBy: { id: "asc" }, take: batch } as const;

function dueOrders(services: Services): Finder {
  const due = { status: "pending", paymentDueAt: { lte: services.now() } } as const;
  return (after) => services.db.prisma.order.findMany({ where: { ...due, id: { gt: after } }, ...page });
}

/** Invoices stay open for weeks, and nobody has to be asked about them; nobody can be asked about what a channel holds. */
function openPayments(
  services: Services,
  { ofCancelled, quietSince }: { ofCancelled: boolean; quietSince: Date },
): Finder {
  const order = { status: ofCancelled ? ("cancelled" as const) : ("pending" as const) };
  const untouched = { provider: { notIn: ofCancelled ? [...channelNames] : ["invoice", ...channelNames] } };
  const open = { state: { in: [...openStates] }, updatedAt: { lte: quietSince }, order, ...untouched };
  return (after) => services.db.prisma.payment.findMany({ where: { ...open, id: { gt: after } }, ...page });
}

function openRefunds(services: Services, quietSince: Date): Finder {
  const payment = { provider: { notIn: [...channelNames] } };
  const open = { state: "pending", createdAt: { lte: quietSince }, payment } as const;
  return (after) => services.db.prisma.refund.findMany({ where: { ...open, id: { gt: after } }, ...page });
}

import { namedId } from "@cartwright/db";

import type { Services } from "#context.ts";

/** Something that does not add up. */
export interface IntegrityFinding {
  readonly organizationId: string;
  /** Which rule is broken. */
  readonly rule: string;
  /** The row it shows in. */
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Adds up stock and money anew and reports every row that does not agree: logged, and kept as a dead letter until somebody
 * has looked. Changes nothing else. Empty when all is well.
 */
export async function checkIntegrity(services: Pick<Services, "db" | "log">): Promise<IntegrityFinding[]> {
  const findings: IntegrityFinding[] = [];
  for (const [rule, sql] of Object.entries(rules)) {
    const { rows } = await services.db.pool.query<Omit<IntegrityFinding, "rule">>(`${sql} limit 1000`);
    findings.push(...rows.map((row) => ({ ...row, rule })));
  }
  for (const finding of findings) services.log.error({ ...finding }, "integrity_broken");
  await keep(services, findings);
  return findings;
}

// Each rule is one statement and so sees one moment: money and stock that move meanwhile are not half counted.
const rules = {
  stock_on_hand: ledgerRule("on_hand", "delta_on_hand"),
  stock_reserved: ledgerRule("reserved", "delta_reserved"),
  order_lines: `
    select o.organization_id as "organizationId", o.id::text as subject,
      coalesce(sum(l.total_minor), 0)::text as expected, o.subtotal_minor::text as actual
    from orders o left join order_lines l on l.order_id = o.id
    group by o.id having coalesce(sum(l.total_minor), 0) <> o.subtotal_minor`,
  order_captured: paymentRule("captured_minor"),
  order_refunded: paymentRule("refunded_minor"),
  payment_refunds: `
    select p.organization_id as "organizationId", p.id::text as subject,
      coalesce(sum(r.amount_minor), 0)::text as expected, p.refunded_minor::text as actual
    from payments p left join refunds r on r.payment_id = p.id and r.state <> 'failed'
    group by p.id having coalesce(sum(r.amount_minor), 0) <> p.refunded_minor`,
  paid_order_without_money: `
    select organization_id as "organizationId", id::text as subject, total_minor::text as expected,
      captured_minor::text as actual
    from orders where status in ('paid', 'shipped', 'delivered') and captured_minor <> total_minor`,
  store_imports: storeRule("imported_orders", "success"),
  store_limits: storeRule("rate_limited_count", "rate_limited"),
} as const;

function ledgerRule(balance: string, delta: string): string {
  return `
    select coalesce(b.organization_id, l.organization_id) as "organizationId",
      coalesce(b.variant_id, l.variant_id)::text || '@' || coalesce(b.location_id, l.location_id)::text as subject,
      coalesce(l.total, 0)::text as expected, coalesce(b.${balance}, 0)::text as actual
    from stock_balances b
    full join (
      select organization_id, variant_id, location_id, sum(${delta}) as total
      from stock_ledger group by organization_id, variant_id, location_id
    ) l on l.variant_id = b.variant_id and l.location_id = b.location_id
    where coalesce(l.total, 0) <> coalesce(b.${balance}, 0)`;
}

function storeRule(column: string, status: string): string {
  return `
    select s.organization_id as "organizationId", s.id::text as subject,
      coalesce(l.logs, 0)::text as expected, s.${column}::text as actual
    from marketplace_stores s
    left join (
      select store_id, count(*) as logs from marketplace_sync_logs where status = '${status}' group by store_id
    ) l on l.store_id = s.id
    where coalesce(l.logs, 0) <> s.${column}`;
}

function paymentRule(column: string): string {
  return `
    select o.organization_id as "organizationId", o.id::text as subject,
      coalesce(sum(p.${column}), 0)::text as expected, o.${column}::text as actual
    from orders o left join payments p on p.order_id = o.id
    group by o.id having coalesce(sum(p.${column}), 0) <> o.${column}`;
}

// The id comes from what is wrong, so that the same finding of the next night is the same letter.
async function keep({ db }: Pick<Services, "db">, findings: readonly IntegrityFinding[]): Promise<void> {
  for (const finding of findings) {
    const { organizationId, rule, subject, expected, actual } = finding;
    await db.pool.query(
      `insert into dead_letters (id, organization_id, kind, name, ref, payload, error, attempts)
       values ($1, $2, 'integrity', $3, $4, $5, $6, 1)
       on conflict (kind, ref) do update set payload = excluded.payload, error = excluded.error,
         attempts = dead_letters.attempts + 1, resolved_at = null, resolution = null`,
      [
        namedId(`${rule}:${subject}`),
        organizationId,
        rule,
        `${rule}:${subject}`,
        finding,
        `expected ${expected}, found ${actual}`,
      ],
    );
  }
}

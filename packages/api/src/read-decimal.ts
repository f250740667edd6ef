import { DomainError, type Ctx } from "@cartwright/core";
import { readOrganization } from "@cartwright/core/organizations/read-organization";
import { fromDecimal } from "@cartwright/core/pricing/money";

/**
 * A decimal in the organization's currency, in minor units.
 *
 * @throws DomainError `invalid_input` when it has more digits than the currency, or is in another one.
 */
export async function readDecimal(
  ctx: Ctx,
  { field, amount, currency }: { field: string; amount: string | number; currency?: string | undefined },
): Promise<bigint> {
  const own = (await readOrganization(ctx, { id: ctx.organizationId })).currency;
  if (currency !== undefined && currency !== own) throw refuse(field, `The organization's currency is ${own}.`);
  const money = fromDecimal(amount, own);
  if (!money) throw refuse(field, `Give an amount in ${own}, with no more digits than it has.`);
  return money.minor;
}

/** The same for what may be left out. */
export async function readOptionalDecimal(
  ctx: Ctx,
  { field, amount }: { field: string; amount: string | number | undefined },
): Promise<bigint | undefined> {
  return amount === undefined ? undefined : readDecimal(ctx, { field, amount });
}

function refuse(field: string, problem: string): DomainError {
  return new DomainError("invalid_input", { fields: [{ field, problem }] });
}

import type { SqlTx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

import { shippingPrice } from "./shipping-price.ts";

export interface ShippingChoice {
  readonly code: string;
  readonly title: string;
  readonly priceMinor: bigint;
  readonly carrier: string;
  /** The shopper fetches the parcel from a pickup point. */
  readonly pickup: boolean;
}

export interface ShippingQuestion {
  readonly code: string | null;
  /** Null while nobody has said where it goes: any country may do. */
  readonly country: string | null;
  readonly subtotalMinor: bigint;
}

/**
 * The method named `code` for a parcel to `country`.
 *
 * @throws DomainError `shipping_method_unavailable` when there is none, or it does not go there.
 */
export async function chooseShipping(
  client: SqlTx,
  scope: Pick<Scope, "organizationId">,
  question: ShippingQuestion,
): Promise<ShippingChoice> {
  const choice = await findShipping(client, scope, question);
  if (choice) return choice;
  throw new DomainError("shipping_method_unavailable", { code: question.code, country: question.country });
}

/** As `chooseShipping`, with null for a method that is not to be had. */
export async function findShipping(
  client: SqlTx,
  { organizationId }: Pick<Scope, "organizationId">,
  { code, country, subtotalMinor }: ShippingQuestion,
): Promise<ShippingChoice | null> {
  if (code === null) return null;
  const [method] = await client.$queryRaw<MethodRow[]>`
    select code, title, carrier, pickup, price_minor as "priceMinor", free_over_minor as "freeOverMinor", countries
    from shipping_methods where organization_id = ${organizationId}::uuid and code = ${code} and active`;
  if (!method) return null;
  if (country !== null && method.countries.length > 0 && !method.countries.includes(country)) return null;
  const { title, carrier, pickup } = method;
  return { code: method.code, title, carrier, pickup, priceMinor: shippingPrice(method, subtotalMinor) };
}

interface MethodRow {
  code: string;
  title: string;
  carrier: string;
  pickup: boolean;
  priceMinor: bigint;
  freeOverMinor: bigint | null;
  countries: string[];
}

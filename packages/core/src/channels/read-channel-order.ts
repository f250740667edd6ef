import type { ChannelAddress, ChannelOrder, ChannelOrderLine } from "@cartwright/integrations/contracts";

import { DomainError } from "#errors.ts";
import type { Address } from "#orders/address.ts";
import { toE164 } from "#orders/read-phone.ts";
import { fromDecimal } from "#pricing/money.ts";

import { channelTitle } from "./channel-title.ts";

/** A line with its amounts as the database takes them: unit price × quantity − discount = total, to the last unit. */
export interface ReadLine {
  /** Null for what the order's total holds beyond its lines. */
  readonly externalId: string | null;
  readonly kind: ChannelOrderLine["kind"];
  readonly sku: string | null;
  readonly externalListingId: string | null;
  readonly title: string;
  readonly variantTitle: string;
  readonly quantity: number;
  readonly shippedQuantity: number;
  readonly unitPriceMinor: bigint;
  readonly discountMinor: bigint;
  readonly totalMinor: bigint;
  readonly taxIncludedMinor: bigint;
}

/** A channel's order in our own units; its parts sum to its total. */
export interface ReadChannelOrder extends Omit<
  ChannelOrder,
  "lines" | "shipping" | "discount" | "tax" | "total" | "refunded" | "shippingAddress"
> {
  readonly lines: readonly ReadLine[];
  readonly subtotalMinor: bigint;
  readonly shippingMinor: bigint;
  readonly discountMinor: bigint;
  readonly taxMinor: bigint;
  readonly taxIncludedMinor: bigint;
  readonly totalMinor: bigint;
  readonly refundedMinor: bigint;
  readonly address: Address | null;
  readonly phone: string | null;
}

/**
 * Reads an order as a channel charged it. Nothing is priced or rounded anew. What the total holds beyond its parts becomes a
 * line of its own, what it lacks a discount: the buyer paid the total, whatever the parts say.
 *
 * @throws DomainError `invalid_input` for an amount that its currency does not have, a quantity that is none, an unknown currency.
 */
export function readChannelOrder(order: ChannelOrder): ReadChannelOrder {
  const { currency } = order;
  if (!/^[A-Z]{3}$/.test(currency)) refuse("currency", currency);
  const minor = (name: string, amount: string) => readAmount(name, { amount, currency });
  const goods = order.lines.map((line) => readLine(line, minor));
  const shippingMinor = minor("shipping", order.shipping);
  const taxMinor = minor("tax", order.tax);
  const totalMinor = minor("total", order.total);
  const parts = sum(goods.map((line) => line.totalMinor)) + shippingMinor + taxMinor;
  const beyond = totalMinor - (parts - minor("discount", order.discount));
  const lines = beyond > 0n ? [...goods, otherCharges(order, beyond)] : goods;
  const refundedMinor = minor("refunded", order.refunded);
  if (refundedMinor > totalMinor) refuse("refunded", order.refunded);
  const address = order.shippingAddress === null ? null : readAddress(order.shippingAddress);
  return {
    ...order,
    connectedAt: toSecond(order.connectedAt),
    externalNumber: clean(order.externalNumber, 100),
    lines,
    subtotalMinor: sum(lines.map((line) => line.totalMinor)),
    shippingMinor,
    discountMinor: minor("discount", order.discount) + (beyond < 0n ? -beyond : 0n),
    taxMinor,
    taxIncludedMinor: sum(lines.map((line) => line.taxIncludedMinor)),
    totalMinor,
    refundedMinor,
    address,
    phone: address?.phone ?? readPhone(order.buyer.phone, order.shippingAddress?.country ?? ""),
  };
}

// Channels tell times to the second: one of the second in which the store was connected is not from before.
function toSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1_000) * 1_000);
}

const mostUnits = 100_000;

function readLine(line: ChannelOrderLine, minor: (name: string, amount: string) => bigint): ReadLine {
  const { quantity, shippedQuantity } = line;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > mostUnits) refuse("quantity", quantity);
  const totalMinor = minor("line total", line.total);
  const units = BigInt(quantity);
  const named = minor("unit price", line.unitPrice);
  // A surcharge, or a total that does not divide: the least unit price that covers it, with the rest as a discount.
  const unitPriceMinor = named * units >= totalMinor ? named : (totalMinor + units - 1n) / units;
  return {
    externalId: line.externalId,
    kind: line.kind,
    sku: line.sku === null || line.sku.trim() === "" ? null : clean(line.sku, 100),
    externalListingId: line.externalListingId,
    title: clean(line.title, 500),
    variantTitle: clean(line.variantTitle, 200),
    quantity,
    shippedQuantity: Math.min(Math.max(0, shippedQuantity), quantity),
    unitPriceMinor,
    discountMinor: unitPriceMinor * units - totalMinor,
    totalMinor,
    taxIncludedMinor: minor("tax", line.taxIncluded),
  };
}

// Of an order that tells no lines this is all there is, so it can be shipped; beside goods it is money and nothing else.
function otherCharges({ channel, lines, externalNumber, parcel }: ChannelOrder, amountMinor: bigint): ReadLine {
  const alone = lines.length === 0;
  return {
    externalId: null,
    kind: "charge",
    sku: null,
    externalListingId: null,
    title: alone ? `${channelTitle(channel)} order ${clean(externalNumber, 100)}` : "Other charges",
    variantTitle: "",
    quantity: 1,
    shippedQuantity: alone && parcel !== null ? 1 : 0,
    unitPriceMinor: amountMinor,
    discountMinor: 0n,
    totalMinor: amountMinor,
    taxIncludedMinor: 0n,
  };
}

function readAddress(given: ChannelAddress): Address {
  const { line2, region } = given;
  return {
    name: clean(given.name, 200),
    line1: clean(given.line1, 300),
    ...(line2 !== undefined && line2.trim() !== "" && { line2: clean(line2, 300) }),
    postalCode: clean(given.postalCode, 30),
    city: clean(given.city, 200),
    ...(region !== undefined && region.trim() !== "" && { region: clean(region, 200) }),
    country: clean(given.country, 2).toUpperCase(),
    phone: readPhone(given.phone ?? null, given.country) ?? undefined,
  };
}

function readPhone(phone: string | null, country: string): string | null {
  return phone === null ? null : toE164(phone, country.toUpperCase());
}

// Far beyond any order, far within what the database adds up.
const mostMinor = 10n ** 15n;

function readAmount(name: string, { amount, currency }: { amount: string; currency: string }): bigint {
  const money = fromDecimal(amount, currency);
  if (money === null || money.minor < 0n || money.minor > mostMinor) return refuse(name, amount);
  return money.minor;
}

// Postgres takes no NUL in a text, and nobody needs a title of ten pages.
function clean(text: string, most: number): string {
  return text.replaceAll("\u0000", "").trim().slice(0, most);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function refuse(field: string, value: string | number): never {
  throw new DomainError("invalid_input", { [field]: value }, { message: `The channel's ${field} makes no sense.` });
}

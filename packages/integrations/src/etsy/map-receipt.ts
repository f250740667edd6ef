import type { ChannelOrder, ChannelOrderLine } from "#contracts/channel.ts";
import { ProviderRefusedError } from "#contracts/errors.ts";
import type { MarketplaceStore } from "#contracts/marketplace.ts";
import type { ProviderMoney } from "#contracts/payment-provider.ts";
import { readFraction, toDecimal } from "#marketplace/amounts.ts";

import type { EtsyMoney, EtsyReceipt, EtsyTransaction } from "./etsy-receipt.ts";
import { nameListing } from "./listing-name.ts";

/** A receipt as an order of a channel. Refuses amounts that its currency cannot say, and amounts in two currencies. */
export function mapReceipt(receipt: EtsyReceipt, store: MarketplaceStore): ChannelOrder {
  const currency = receipt.grandtotal.currency_code.toUpperCase();
  const read = (money: EtsyMoney | null | undefined): string =>
    money ? toDecimal(readMoney(money, currency)) : toDecimal({ minor: 0n, currency });
  const updatedAt = fromSeconds(receipt.updated_timestamp);
  const [parcel] = receipt.shipments ?? [];
  return {
    channel: "etsy",
    storeId: store.storeId,
    connectedAt: store.connectedAt,
    externalId: String(receipt.receipt_id),
    externalNumber: String(receipt.receipt_id),
    placedAt: fromSeconds(receipt.created_timestamp),
    updatedAt,
    currency,
    lines: [...receipt.transactions.map((line) => mapLine(line, receipt, currency)), ...giftWrap(receipt, currency)],
    shipping: read(receipt.total_shipping_cost),
    discount: read(receipt.discount_amt),
    tax: read(receipt.total_tax_cost),
    total: read(receipt.grandtotal),
    buyer: {
      externalId: receipt.buyer_user_id ? String(receipt.buyer_user_id) : null,
      email: textOf(receipt.buyer_email),
      name: textOf(receipt.name),
      phone: null,
    },
    shippingAddress: mapAddress(receipt),
    shippingTitle: null,
    paid: receipt.is_paid,
    refunded: toDecimal(sumRefunds(receipt, currency)),
    cancelled: receipt.status === "canceled" ? { at: updatedAt, reason: "Cancelled at Etsy" } : null,
    parcel: parcel ? { carrier: textOf(parcel.carrier_name), trackingNumber: textOf(parcel.tracking_code) } : null,
    fulfilledByChannel: false,
  };
}

/** The receipt's total; refuses as `mapReceipt` does. */
export function totalOf({ grandtotal }: EtsyReceipt): ProviderMoney {
  return readMoney(grandtotal, grandtotal.currency_code.toUpperCase());
}

function mapLine(line: EtsyTransaction, { is_shipped }: EtsyReceipt, currency: string): ChannelOrderLine {
  const price = readMoney(line.price, currency);
  const sku = textOf(line.sku);
  const left = is_shipped || (line.shipped_timestamp ?? 0) > 0;
  return {
    externalId: String(line.transaction_id),
    // A file to download stands on no shelf.
    kind: line.is_digital === true ? "charge" : "goods",
    sku,
    externalListingId: line.listing_id ? nameListing(line.listing_id, sku) : null,
    title: textOf(line.title) ?? "Etsy item",
    variantTitle: (line.variations ?? []).flatMap(({ formatted_value }) => formatted_value ?? []).join(" / "),
    quantity: line.quantity,
    unitPrice: toDecimal(price),
    total: toDecimal({ minor: price.minor * BigInt(line.quantity), currency }),
    taxIncluded: toDecimal({ minor: 0n, currency }),
    shippedQuantity: left ? line.quantity : 0,
  };
}

function giftWrap({ receipt_id, gift_wrap_price, is_shipped }: EtsyReceipt, currency: string): ChannelOrderLine[] {
  if (!gift_wrap_price || gift_wrap_price.amount === 0) return [];
  const price = toDecimal(readMoney(gift_wrap_price, currency));
  return [
    {
      externalId: `${receipt_id}-gift-wrap`,
      kind: "charge",
      sku: null,
      externalListingId: null,
      title: "Gift wrap",
      variantTitle: "",
      quantity: 1,
      unitPrice: price,
      total: price,
      taxIncluded: toDecimal({ minor: 0n, currency }),
      shippedQuantity: is_shipped ? 1 : 0,
    },
  ];
}

function mapAddress(receipt: EtsyReceipt): ChannelOrder["shippingAddress"] {
  const [line1, country] = [textOf(receipt.first_line), textOf(receipt.country_iso)];
  if (line1 === null || country === null) return null;
  return {
    name: textOf(receipt.name) ?? "",
    line1,
    line2: textOf(receipt.second_line) ?? undefined,
    postalCode: textOf(receipt.zip) ?? "",
    city: textOf(receipt.city) ?? "",
    region: textOf(receipt.state) ?? undefined,
    country: country.toUpperCase(),
  };
}

function sumRefunds({ refunds }: EtsyReceipt, currency: string): ProviderMoney {
  const given = (refunds ?? []).filter(({ status }) => !/fail|cancel|declin/i.test(status ?? ""));
  return { minor: given.reduce((sum, { amount }) => sum + readMoney(amount, currency).minor, 0n), currency };
}

function readMoney({ amount, divisor, currency_code }: EtsyMoney, currency: string): ProviderMoney {
  const money = currency_code.toUpperCase() === currency ? readFraction(amount, divisor, currency) : null;
  if (money) return money;
  const told = `${amount}/${divisor} ${currency_code}`;
  throw new ProviderRefusedError(`Etsy told ${told}, which is no amount of ${currency}`, { code: "bad_amount" });
}

function fromSeconds(timestamp: number): Date {
  return new Date(timestamp * 1_000);
}

function textOf(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

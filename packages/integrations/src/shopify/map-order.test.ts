import { expect, test } from "vitest";

import { mapOrder } from "./map-order.ts";

const store = { channel: "shopify", storeId: "s", connectedAt: new Date(0) } as const;
const set = (amount: string) => ({ shopMoney: { amount, currencyCode: "EUR" } });

const line = {
  id: "gid://shopify/LineItem/1",
  title: "Lamp",
  variantTitle: null,
  sku: "LAMP",
  quantity: 2,
  currentQuantity: 2,
  unfulfilledQuantity: 2,
  requiresShipping: true,
  variant: { id: "gid://shopify/ProductVariant/1", inventoryItem: { id: "gid://shopify/InventoryItem/9" } },
  originalUnitPriceSet: set("25.00"),
  totalDiscountSet: set("0.0"),
  taxLines: [{ priceSet: set("4.00") }, { priceSet: set("6.16") }],
};

const order = {
  id: "gid://shopify/Order/9007499254740993",
  name: "#1001",
  createdAt: "2026-11-01T10:00:00Z",
  processedAt: "2026-11-01T09:59:00Z",
  updatedAt: "2026-11-02T10:00:00Z",
  currencyCode: "EUR",
  taxesIncluded: true,
  email: null,
  phone: null,
  displayFinancialStatus: "PAID",
  displayFulfillmentStatus: "UNFULFILLED",
  totalShippingPriceSet: set("4.90"),
  totalTaxSet: set("10.16"),
  totalPriceSet: set("54.90"),
  totalRefundedSet: set("0.0"),
  customer: null,
  shippingAddress: null,
  shippingLine: null,
  fulfillments: [],
  lineItems: { nodes: [line] },
};

test("an order is told in its own currency, whole, with taxes that prices contain", () => {
  expect(mapOrder(order, store)).toMatchObject({
    ...store,
    externalId: "gid://shopify/Order/9007499254740993",
    externalNumber: "#1001",
    placedAt: new Date("2026-11-01T09:59:00Z"),
    updatedAt: new Date("2026-11-02T10:00:00Z"),
    currency: "EUR",
    shipping: "4.9",
    discount: "0",
    tax: "0",
    total: "54.9",
    paid: true,
    refunded: "0",
    cancelled: null,
    parcel: null,
    shippingAddress: null,
    buyer: { externalId: null, email: null, name: null, phone: null },
    lines: [
      {
        kind: "goods",
        sku: "LAMP",
        externalListingId: "gid://shopify/InventoryItem/9",
        variantTitle: "",
        quantity: 2,
        unitPrice: "25",
        total: "50",
        taxIncluded: "10.16",
        shippedQuantity: 0,
      },
    ],
  });
});

test("what the lines do not tell of the discounts is off the whole order", () => {
  const discounted = {
    ...order,
    totalPriceSet: set("40.00"),
    lineItems: { nodes: [{ ...line, totalDiscountSet: set("5.00") }] },
  };
  const { lines, discount } = mapOrder(discounted, store);
  expect(lines[0]?.total).toBe("45");
  expect(discount).toBe("9.9");
});

test("taxes on top of the prices are told of the order alone", () => {
  const { tax, lines } = mapOrder({ ...order, taxesIncluded: false, totalPriceSet: set("65.06") }, store);
  expect(tax).toBe("10.16");
  expect(lines[0]?.taxIncluded).toBe("0");
});

test.for([
  ["PAID", true],
  ["REFUNDED", true],
  ["PARTIALLY_REFUNDED", true],
  ["PARTIALLY_PAID", false],
  ["AUTHORIZED", false],
  [null, false],
] as const)("with the money %s it is paid: %s", ([displayFinancialStatus, paid]) => {
  expect(mapOrder({ ...order, displayFinancialStatus }, store).paid).toBe(paid);
});

test("how much has left: all of it when it is fulfilled, else what is no longer to be sent", () => {
  const shipped = (displayFulfillmentStatus: string, quantities: object) =>
    mapOrder({ ...order, displayFulfillmentStatus, lineItems: { nodes: [{ ...line, ...quantities }] } }, store).lines[0]
      ?.shippedQuantity;
  expect(shipped("FULFILLED", { currentQuantity: 1, unfulfilledQuantity: 0 })).toBe(2);
  expect(shipped("PARTIALLY_FULFILLED", { unfulfilledQuantity: 1 })).toBe(1);
  expect(shipped("UNFULFILLED", { currentQuantity: 1, unfulfilledQuantity: 1 })).toBe(0);
});

test("a tip is a charge, and goods without a variant any more are goods all the same", () => {
  const tip = { ...line, variant: null, sku: null, requiresShipping: false };
  const gone = { ...line, variant: null };
  expect(mapOrder({ ...order, lineItems: { nodes: [tip, gone] } }, store).lines.map(({ kind }) => kind)).toEqual([
    "charge",
    "goods",
  ]);
});

test("an address without a country or a street is none", () => {
  const address = {
    name: "Aino",
    address1: "Street 1",
    zip: "00100",
    city: "Helsinki",
    countryCodeV2: "FI",
    company: "Oy",
  };
  expect(mapOrder({ ...order, shippingAddress: address }, store).shippingAddress).toEqual({
    name: "Aino",
    line1: "Street 1",
    line2: "Oy",
    postalCode: "00100",
    city: "Helsinki",
    country: "FI",
  });
  expect(
    mapOrder({ ...order, shippingAddress: { ...address, countryCodeV2: null } }, store).shippingAddress,
  ).toBeNull();
});

test("an order that lacks what we need is refused with the name of it", () => {
  expect(() => mapOrder({ ...order, totalPriceSet: null }, store)).toThrow("totalPriceSet");
});

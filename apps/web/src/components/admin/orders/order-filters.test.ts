import { describe, expect, test } from "vitest";

import { ordersAddress, readOrderFilters } from "./order-filters.ts";

describe("the filters of the orders list", () => {
  test("survive the way into the address and back", () => {
    const filters = {
      query: "aino@example.com",
      status: "paid",
      paymentStatus: "partially_refunded",
      cursor: "WyJ4",
    } as const;
    const address = new URL(ordersAddress(filters), "http://localhost");
    expect(readOrderFilters(Object.fromEntries(address.searchParams))).toEqual(filters);
  });

  test("show everything when they make no sense", () => {
    expect(readOrderFilters({ status: "lost", payment: ["paid", "failed"], q: "  " })).toEqual({
      query: undefined,
      status: undefined,
      paymentStatus: "paid",
      cursor: undefined,
    });
    expect(ordersAddress({})).toBe("/admin/orders");
  });
});

import type { DaySales, SalesView } from "@cartwright/core/orders/read-sales";

import type { DashboardDto } from "#schemas/dashboard.ts";

import { presentMoney } from "./present-money.ts";

type SalesDto = Pick<DashboardDto, "today" | "yesterday" | "days" | "toShip" | "awaitingPayment">;

export function presentSales({ days, toShip, awaitingPayment }: SalesView): SalesDto {
  const none: DaySales = { date: "", sales: { minor: 0n, currency: days.at(-1)?.sales.currency ?? "EUR" }, orders: 0 };
  const today = days.at(-1) ?? none;
  const average = today.orders === 0 ? 0n : today.sales.minor / BigInt(today.orders);
  return {
    today: { ...presentDay(today), averageOrder: presentMoney({ ...today.sales, minor: average }) },
    yesterday: presentDay(days.at(-2) ?? none),
    days: days.map((day) => ({ date: day.date, ...presentDay(day) })),
    toShip,
    awaitingPayment,
  };
}

function presentDay({ sales, orders }: DaySales) {
  return { sales: presentMoney(sales), orders };
}

import { z } from "zod";

import { moneyDto } from "./money.ts";
import { orderSummaryDto } from "./orders.ts";
import { lowStockItemDto } from "./products.ts";

export const dashboardDto = z.object({
  today: z.object({ sales: moneyDto, orders: z.int(), averageOrder: moneyDto }),
  yesterday: z.object({ sales: moneyDto, orders: z.int() }),
  days: z.array(z.object({ date: z.string().meta({ example: "2026-11-21" }), sales: moneyDto, orders: z.int() })),
  toShip: z.int(),
  awaitingPayment: z.int(),
  recentOrders: z.array(orderSummaryDto),
  lowStock: z.array(lowStockItemDto),
  failedJobs: z.int(),
});

export const systemStatsDto = z.object({
  node: z.string(),
  uptimeSeconds: z.number(),
  memoryBytes: z.int(),
  database: z.object({ connections: z.int(), sizeBytes: z.int() }),
  outbox: z.object({ pending: z.int(), oldestSeconds: z.number().nullable() }),
  workers: z.int(),
});

export type DashboardDto = z.infer<typeof dashboardDto>;
export type SystemStatsDto = z.infer<typeof systemStatsDto>;

import { z } from "zod";

import { processFigures } from "@cartwright/core/health/process-figures";

import { moneyDto } from "./money.ts";
import { orderSummaryDto } from "./orders.ts";
import { outsideServicesDto } from "./outside-services.ts";
import { instant } from "./paging.ts";
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
  outbox: z
    .object({ pending: z.int(), oldestSeconds: z.number().nullable() })
    .meta({ description: "Events that wait for the relay, and for how long the oldest does." }),
  jobs: z
    .object({ due: z.int(), running: z.int(), later: z.int(), oldestDueSeconds: z.number().nullable() })
    .meta({ description: "Jobs that could run now, that run, and whose time is yet to come." }),
  workers: z.int(),
  processes: z.array(
    processFigures.extend({
      id: z.string(),
      app: z.enum(["web", "worker"]),
      host: z.string(),
      pid: z.int(),
      startedAt: instant,
      reportedAt: instant,
    }),
  ),
  total: z.object({
    processes: z.int(),
    residentBytes: z.int(),
    worstEventLoopP99Ms: z.number(),
    live: processFigures.shape.live,
  }),
  breakers: outsideServicesDto.shape.items,
});

export type DashboardDto = z.infer<typeof dashboardDto>;
export type SystemStatsDto = z.infer<typeof systemStatsDto>;

import { z } from "zod";

import { listOutsideServices } from "@cartwright/core/health/list-outside-services";
import { readSystemStats } from "@cartwright/core/health/read-system-stats";
import { listLowStock } from "@cartwright/core/inventory/list-low-stock";
import { jobsOverview } from "@cartwright/core/jobs/jobs-overview";
import { listOrders } from "@cartwright/core/orders/list-orders";
import { readSales } from "@cartwright/core/orders/read-sales";

import { presentSales } from "#present/present-dashboard.ts";
import { presentOrderSummary } from "#present/present-order.ts";
import { presentOutsideServices } from "#present/present-outside-services.ts";
import { presentSystemStats } from "#present/present-system-stats.ts";
import { dashboardDto, systemStatsDto } from "#schemas/dashboard.ts";
import { outsideServicesDto } from "#schemas/outside-services.ts";
import { procedure, router } from "#trpc.ts";

import { adminAuditRouter } from "./admin-audit.ts";
import { adminAutomationRouter } from "./admin-automation.ts";
import { adminCallbacksRouter } from "./admin-callbacks.ts";
import { adminCarriersRouter } from "./admin-carriers.ts";
import { adminChannelsRouter } from "./admin-channels.ts";
import { adminJobsRouter } from "./admin-jobs.ts";
import { adminKeysRouter } from "./admin-keys.ts";
import { adminLabelsRouter } from "./admin-labels.ts";
import { adminMembersRouter } from "./admin-members.ts";
import { adminOrdersRouter } from "./admin-orders.ts";
import { adminProductsRouter, adminStockRouter, adminVariantsRouter } from "./admin-products.ts";
import { adminShopifyLink } from "./admin-shopify-link.ts";
import { adminStoresRouter } from "./admin-stores.ts";
import { adminWebhooksRouter } from "./admin-webhooks.ts";

export const adminRouter = router({
  dashboard: procedure
    .input(z.object({}).optional())
    .output(dashboardDto)
    .query(async ({ ctx: { core } }) => {
      const [sales, recent, lowStock, jobs] = await Promise.all([
        readSales(core, { days: 30 }),
        listOrders(core, { limit: 8 }),
        listLowStock(core, { limit: 8 }),
        jobsOverview(core),
      ]);
      const failedJobs = jobs.counts.failed + jobs.counts.deadLetters;
      return {
        ...presentSales(sales),
        recentOrders: recent.items.map((one) => presentOrderSummary(one, "staff")),
        lowStock,
        failedJobs,
      };
    }),
  outsideServices: procedure
    .input(z.object({}).optional())
    .output(outsideServicesDto)
    .query(async ({ ctx }) => presentOutsideServices(await listOutsideServices(ctx.core))),
  orders: adminOrdersRouter,
  products: adminProductsRouter,
  variants: adminVariantsRouter,
  stock: adminStockRouter,
  channels: adminChannelsRouter,
  callbacks: adminCallbacksRouter,
  audit: adminAuditRouter,
  automation: adminAutomationRouter,
  keys: adminKeysRouter,
  members: adminMembersRouter,
  jobs: adminJobsRouter,
  webhooks: adminWebhooksRouter,
  shopify: router(adminShopifyLink),
  stores: adminStoresRouter,
  labels: adminLabelsRouter,
  carriers: adminCarriersRouter,
});

export const systemRouter = router({
  stats: procedure
    .input(z.object({}).optional())
    .output(systemStatsDto)
    .query(async ({ ctx }) => ({
      ...presentSystemStats(await readSystemStats(ctx.core)),
      node: process.version,
      uptimeSeconds: Math.round(process.uptime()),
      memoryBytes: process.memoryUsage.rss(),
    })),
});

import { z } from "zod";

import { dashboardDto, systemStatsDto } from "#schemas/dashboard.ts";
import { procedure, router } from "#trpc.ts";

import { adminCallbacksRouter } from "./admin-callbacks.ts";
import { adminJobsRouter } from "./admin-jobs.ts";
import { adminOrdersRouter } from "./admin-orders.ts";
import { adminProductsRouter, adminStockRouter, adminVariantsRouter } from "./admin-products.ts";
import { awaiting } from "./awaiting.ts";

export const adminRouter = router({
  dashboard: procedure
    .input(z.object({}).optional())
    .output(dashboardDto)
    .query(() => awaiting()),
  orders: adminOrdersRouter,
  products: adminProductsRouter,
  variants: adminVariantsRouter,
  stock: adminStockRouter,
  callbacks: adminCallbacksRouter,
  jobs: adminJobsRouter,
});

export const systemRouter = router({
  stats: procedure
    .input(z.object({}).optional())
    .output(systemStatsDto)
    .query(() => awaiting()),
});

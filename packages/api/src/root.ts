import { accountRouter, authRouter } from "./routers/account.ts";
import { adminRouter, systemRouter } from "./routers/admin.ts";
import { cartRouter } from "./routers/cart.ts";
import { catalogRouter } from "./routers/catalog.ts";
import { checkoutRouter } from "./routers/checkout.ts";
import { eventsRouter } from "./routers/events.ts";
import { factsRouter } from "./routers/facts.ts";
import { liveRouter } from "./routers/live.ts";
import { ordersRouter } from "./routers/orders.ts";
import { storesRouter } from "./routers/stores.ts";
import { syncRouter } from "./routers/sync.ts";
import { createCallerFactory, router } from "./trpc.ts";

export const appRouter = router({
  catalog: catalogRouter,
  cart: cartRouter,
  checkout: checkoutRouter,
  orders: ordersRouter,
  stores: storesRouter,
  account: accountRouter,
  auth: authRouter,
  admin: adminRouter,
  events: eventsRouter,
  sync: syncRouter,
  facts: factsRouter,
  live: liveRouter,
  system: systemRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures without HTTP, with the same checks: for server components and REST. */
export const createCaller = createCallerFactory(appRouter);

import type { Bench } from "../bench.ts";
import { browse } from "./browse.ts";
import { callbacks } from "./callbacks.ts";
import { checkoutCore } from "./checkout-core.ts";
import { checkoutFlow } from "./checkout-flow.ts";
import { checkoutHttp } from "./checkout-http.ts";
import { demoStart } from "./demo-start.ts";
import { enqueueing } from "./enqueue.ts";
import { hotSku } from "./hot-sku.ts";
import { inbound } from "./inbound.ts";
import { jobHistory } from "./job-history.ts";
import { jobLatency } from "./job-latency.ts";
import { jobs500k } from "./jobs-500k.ts";
import { jobThroughput } from "./jobs.ts";
import { limiter } from "./limiter.ts";
import { live } from "./live.ts";
import { marketplace10m } from "./marketplace-10m.ts";
import { memory } from "./memory.ts";
import { relay } from "./relay.ts";
import { rules } from "./rules.ts";
import { runSync } from "./run-sync.ts";
import { shopify } from "./shopify.ts";
import { signingIn } from "./sign-in.ts";

/** Everything that `pnpm bench` measures, in the order in which it does. */
export const benches: readonly Bench[] = [
  checkoutCore,
  hotSku,
  signingIn,
  limiter,
  relay,
  rules,
  callbacks,
  runSync,
  jobThroughput,
  enqueueing,
  jobLatency,
  jobHistory,
  jobs500k,
  checkoutHttp,
  checkoutFlow,
  browse,
  live,
  inbound,
  marketplace10m,
  shopify,
  demoStart,
  memory,
];

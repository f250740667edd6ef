import type { JobName } from "./catalogue.ts";
import type { CodeSchedule } from "./schedule-clock.ts";

/** What runs by the clock (UTC) in every instance, once however many workers there are. */
export const codeSchedules: readonly (CodeSchedule & { readonly job: JobName })[] = [
  { name: "sweep-payments", job: "sweep-payments", cron: "* * * * *" },
  { name: "track-parcels", job: "track-parcels", cron: "* * * * *" },
  { name: "sweep-labels", job: "sweep-labels", cron: "* * * * *" },
  { name: "sweep-callbacks", job: "sweep-callbacks", cron: "* * * * *" },
  { name: "chain-audit", job: "chain-audit", cron: "* * * * *" },
  { name: "expire-facts", job: "expire-facts", cron: "* * * * *" },
  { name: "enqueue-shopify-checks", job: "enqueue-shopify-checks", cron: "*/10 * * * *" },
  { name: "enqueue-due-stores", job: "enqueue-due-stores", cron: "* * * * *" },
  // At night, when little happens; a machine that was off then makes up for it when it is back.
  { name: "check-integrity", job: "check-integrity", cron: "17 2 * * *", catchUp: true },
  { name: "prune", job: "prune", cron: "41 2 * * *", catchUp: true },
];

import { z } from "zod";

import { instant } from "./paging.ts";

export const outsideServicesDto = z.object({
  items: z.array(
    z.object({
      service: z.string().meta({ example: "stripe" }),
      app: z.enum(["web", "worker"]),
      processId: z.string(),
      circuit: z.enum(["closed", "open", "half_open"]),
      underWay: z.int(),
      queued: z.int(),
      answered: z.int(),
      failed: z.int(),
      turnedAway: z.int(),
      probeAt: instant.nullable(),
      lastFailure: z.string().nullable(),
      lastFailureAt: instant.nullable(),
    }),
  ),
});

export type OutsideServicesDto = z.infer<typeof outsideServicesDto>;

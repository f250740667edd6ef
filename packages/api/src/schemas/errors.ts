import { z } from "zod";

/** What every refusal looks like over REST. */
export const errorDto = z
  .object({
    error: z.object({
      code: z.string().meta({ example: "not_found" }),
      message: z.string(),
      details: z.record(z.string(), z.unknown()).optional(),
      requestId: z.string(),
    }),
  })
  .meta({ id: "Error" });

export type ErrorDto = z.infer<typeof errorDto>;

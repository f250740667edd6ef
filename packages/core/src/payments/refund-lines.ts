import { z } from "zod";

import type { RefundLine } from "./reserve-refund.ts";

const stored = z.array(z.object({ lineId: z.string(), quantity: z.number().int(), restock: z.boolean() }));

/** The lines of a refund as it keeps them. */
export function readRefundLines(lines: unknown): readonly RefundLine[] {
  return stored.parse(lines);
}

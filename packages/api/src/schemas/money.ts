import { z } from "zod";

/** An amount as people write it, with as many digits as its currency has. */
export const moneyDto = z
  .object({
    amount: z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .meta({ description: "Decimal, with as many digits as the currency has.", example: "59.98" }),
    currency: z.string().length(3).meta({ description: "ISO 4217.", example: "EUR" }),
  })
  .meta({ id: "Money" });

/** A decimal as callers send it: `"29.99"` or `29.99`. */
export const decimalInput = z
  .union([z.string().regex(/^\d{1,12}(\.\d{1,4})?$/), z.number().nonnegative().max(1e12)])
  .meta({ example: "29.99" });

export type MoneyDto = z.infer<typeof moneyDto>;

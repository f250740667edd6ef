import { z } from "zod";

import { cartToken } from "./cart.ts";
import { decimalInput } from "./money.ts";

export const paymentMethod = z.enum(["invoice", "card"]);
export const idempotencyKey = z.string().min(1).max(255);

export const payInput = z.object({
  cartId: cartToken,
  paymentMethod: paymentMethod.default("invoice"),
  idempotencyKey: idempotencyKey.meta({ description: "Made once per press of the pay button." }),
  expectedTotal: decimalInput
    .optional()
    .meta({ description: "The total that the shopper saw, in the cart's currency." }),
});

export const payDto = z
  .object({
    orderId: z.string(),
    number: z.string(),
    accessToken: z.string().meta({ description: "Lets a guest read this order." }),
    paymentUrl: z.string().nullable().meta({
      description:
        "Where to pay; null when there is nothing to visit, or the provider could not be reached yet: then `orders.retryPayment` asks again.",
    }),
  })
  .meta({ id: "CheckoutResult" });

export type PayDto = z.infer<typeof payDto>;

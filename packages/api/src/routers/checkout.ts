import { payDto, payInput } from "#schemas/checkout.ts";
import { procedure, router } from "#trpc.ts";

import { awaiting } from "./awaiting.ts";

export const checkoutRouter = router({
  pay: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/carts/{cartId}/checkout",
        status: 201,
        tag: "Carts",
        summary: "Order what is in the cart",
        idempotency: "required",
      },
    })
    .input(payInput)
    .output(payDto)
    .mutation(() => awaiting()),
});

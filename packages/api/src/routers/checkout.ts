import { placeOrder } from "@cartwright/core/orders/place-order";

import { shopperContext } from "#context.ts";
import { once } from "#once.ts";
import { readOptionalDecimal } from "#read-decimal.ts";
import { payDto, payInput } from "#schemas/checkout.ts";
import { startPaymentSoftly } from "#start-payment-softly.ts";
import { procedure, router } from "#trpc.ts";

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
    .mutation(({ ctx, input: { idempotencyKey: key, ...request } }) => {
      const { cartId: token, paymentMethod, expectedTotal: amount } = request;
      // Whoever has the cart is its caller: signing in between two tries changes nothing.
      const repeatable = { route: "checkout.pay", caller: `cart:${token}`, key, request, output: payDto };
      return once(ctx, repeatable, async (orderId) => {
        const shopper = shopperContext(ctx);
        const expectedTotalMinor = await readOptionalDecimal(shopper, { field: "expectedTotal", amount });
        const placed = await placeOrder(shopper, { cart: { token, expectedTotalMinor }, orderId, paymentMethod });
        const paymentUrl = await startPaymentSoftly(shopper, placed);
        return { orderId: placed.orderId, number: placed.number, accessToken: placed.accessToken, paymentUrl };
      });
    }),
});

import type { Ctx } from "@cartwright/core";
import { acceptPrices } from "@cartwright/core/cart/accept-prices";
import { addLine } from "@cartwright/core/cart/add-line";
import { changeLine } from "@cartwright/core/cart/change-line";
import { createCart } from "@cartwright/core/cart/create-cart";
import { readCart } from "@cartwright/core/cart/read-cart";
import { removeLine } from "@cartwright/core/cart/remove-line";
import { setCheckoutDetails } from "@cartwright/core/cart/set-checkout-details";
import { weighCart } from "@cartwright/core/cart/weigh-cart";
import { listPickupPoints } from "@cartwright/core/shipping/list-pickup-points";
import { listShippingMethods } from "@cartwright/core/shipping/list-shipping-methods";

import { shopperContext } from "#context.ts";
import { presentCart, presentShippingMethod } from "#present/present-cart.ts";
import {
  addLineInput,
  cartDto,
  cartShippingMethodsInput,
  changeLineInput,
  createCartInput,
  pickupPointsInput,
  readCartInput,
  removeLineInput,
  setDetailsInput,
  shippingMethodListDto,
  type ShippingMethodDto,
} from "#schemas/cart.ts";
import { pickupPointListDto } from "#schemas/shipping.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Carts";

export const cartRouter = router({
  create: procedure
    .meta({ rest: { method: "POST", path: "/carts", status: 201, tag, summary: "Start a cart" } })
    .input(createCartInput)
    .output(cartDto)
    .mutation(async ({ ctx }) => presentCart(await createCart(shopperContext(ctx)))),

  get: procedure
    .meta({ rest: { method: "GET", path: "/carts/{id}", tag, summary: "Read a cart" } })
    .input(readCartInput)
    .output(cartDto)
    .query(async ({ ctx, input }) => presentCart(await readCart(shopperContext(ctx), { token: input.id }))),

  addLine: procedure
    .meta({
      rest: { method: "POST", path: "/carts/{id}/lines", status: 201, tag, summary: "Put something into a cart" },
    })
    .input(addLineInput)
    .output(cartDto)
    .mutation(async ({ ctx, input: { id: token, ...line } }) =>
      presentCart(await addLine(shopperContext(ctx), { token, ...line })),
    ),

  changeLine: procedure
    .meta({ rest: { method: "PATCH", path: "/carts/{id}/lines/{lineId}", tag, summary: "Change how many" } })
    .input(changeLineInput)
    .output(cartDto)
    .mutation(async ({ ctx, input: { id: token, ...line } }) =>
      presentCart(await changeLine(shopperContext(ctx), { token, ...line })),
    ),

  removeLine: procedure
    .meta({ rest: { method: "DELETE", path: "/carts/{id}/lines/{lineId}", tag, summary: "Take a line out" } })
    .input(removeLineInput)
    .output(cartDto)
    .mutation(async ({ ctx, input: { id: token, lineId } }) =>
      presentCart(await removeLine(shopperContext(ctx), { token, lineId })),
    ),

  setDetails: procedure
    .meta({ rest: { method: "PATCH", path: "/carts/{id}", tag, summary: "Set e-mail, address and shipping method" } })
    .input(setDetailsInput)
    .output(cartDto)
    .mutation(async ({ ctx, input: { id: token, ...details } }) =>
      presentCart(await setCheckoutDetails(shopperContext(ctx), { token, ...details })),
    ),

  acceptPrices: procedure
    .meta({ rest: { method: "POST", path: "/carts/{id}/accept-prices", tag, summary: "Accept the present prices" } })
    .input(readCartInput)
    .output(cartDto)
    .mutation(async ({ ctx, input }) => presentCart(await acceptPrices(shopperContext(ctx), { token: input.id }))),

  shippingMethods: procedure
    .meta({ rest: { method: "GET", path: "/carts/{id}/shipping-methods", tag, summary: "List how it can be sent" } })
    .input(cartShippingMethodsInput)
    .output(shippingMethodListDto)
    .query(async ({ ctx, input }) => ({ items: await listFor(shopperContext(ctx), input) })),

  pickupPoints: procedure
    .meta({
      rest: { method: "GET", path: "/carts/{id}/pickup-points", tag, summary: "List where it can be fetched" },
    })
    .input(pickupPointsInput)
    .output(pickupPointListDto)
    .query(async ({ ctx, input: { id: token, method: methodCode, country, postalCode } }) => {
      const shopper = shopperContext(ctx);
      // Only who has a cart may have the carrier asked.
      await readCart(shopper, { token });
      const question = { methodCode, country: country.toUpperCase(), postalCode };
      const points = await listPickupPoints(shopper, question);
      return { items: points.map(({ routingCode: _, ...point }) => point) };
    }),
});

// Without a country nobody can say who delivers there.
async function listFor(
  ctx: Ctx,
  { id: token, country }: { id: string; country?: string | undefined },
): Promise<ShippingMethodDto[]> {
  const cart = await readCart(ctx, { token });
  const to = country ?? cart.shippingAddress?.country;
  if (to === undefined) return [];
  const weightGrams = await weighCart(ctx, { token });
  const { minor: subtotalMinor } = cart.subtotal;
  const methods = await listShippingMethods(ctx, { country: to.toUpperCase(), subtotalMinor, weightGrams });
  return methods.map(presentShippingMethod);
}

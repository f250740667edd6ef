import {
  addLineInput,
  cartDto,
  cartShippingMethodsInput,
  changeLineInput,
  createCartInput,
  readCartInput,
  removeLineInput,
  setDetailsInput,
  shippingMethodListDto,
} from "#schemas/cart.ts";
import { procedure, router } from "#trpc.ts";

import { awaiting } from "./awaiting.ts";

export const cartRouter = router({
  create: procedure
    .meta({ rest: { method: "POST", path: "/carts", status: 201, tag: "Carts", summary: "Start a cart" } })
    .input(createCartInput)
    .output(cartDto)
    .mutation(() => awaiting()),
  get: procedure
    .meta({ rest: { method: "GET", path: "/carts/{id}", tag: "Carts", summary: "Read a cart" } })
    .input(readCartInput)
    .output(cartDto)
    .query(() => awaiting()),
  addLine: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/carts/{id}/lines",
        status: 201,
        tag: "Carts",
        summary: "Put something into a cart",
      },
    })
    .input(addLineInput)
    .output(cartDto)
    .mutation(() => awaiting()),
  changeLine: procedure
    .meta({ rest: { method: "PATCH", path: "/carts/{id}/lines/{lineId}", tag: "Carts", summary: "Change how many" } })
    .input(changeLineInput)
    .output(cartDto)
    .mutation(() => awaiting()),
  removeLine: procedure
    .meta({ rest: { method: "DELETE", path: "/carts/{id}/lines/{lineId}", tag: "Carts", summary: "Take a line out" } })
    .input(removeLineInput)
    .output(cartDto)
    .mutation(() => awaiting()),
  setDetails: procedure
    .meta({
      rest: { method: "PATCH", path: "/carts/{id}", tag: "Carts", summary: "Set e-mail, address and shipping method" },
    })
    .input(setDetailsInput)
    .output(cartDto)
    .mutation(() => awaiting()),
  acceptPrices: procedure
    .meta({
      rest: { method: "POST", path: "/carts/{id}/accept-prices", tag: "Carts", summary: "Accept the present prices" },
    })
    .input(readCartInput)
    .output(cartDto)
    .mutation(() => awaiting()),
  shippingMethods: procedure
    .meta({
      rest: { method: "GET", path: "/carts/{id}/shipping-methods", tag: "Carts", summary: "List how it can be sent" },
    })
    .input(cartShippingMethodsInput)
    .output(shippingMethodListDto)
    .query(() => awaiting()),
});

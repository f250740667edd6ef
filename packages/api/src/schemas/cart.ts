import { z } from "zod";

import { addressDto } from "./address.ts";
import { mediaDto } from "./catalog.ts";
import { moneyDto } from "./money.ts";
import { idInput } from "./paging.ts";
import { pickupPointDto } from "./shipping.ts";

export const cartToken = z
  .string()
  .min(16)
  .max(200)
  .meta({ description: "The cart's token: whoever has it has the cart." });
const quantity = z.int().min(1).max(999);

export const cartLineDto = z
  .object({
    id: z.string(),
    variantId: z.string(),
    productId: z.string(),
    slug: z.string(),
    sku: z.string(),
    title: z.string(),
    variantTitle: z.string(),
    quantity: z.int(),
    unitPrice: moneyDto,
    seenPrice: moneyDto.meta({
      description: "The price that the shopper saw; when it differs from unitPrice the new one must be accepted.",
    }),
    total: moneyDto,
    available: z.int(),
    problem: z.enum(["out_of_stock", "not_enough_stock", "price_changed", "unavailable"]).nullable(),
    media: mediaDto.nullable(),
  })
  .meta({ id: "CartLine" });

export const cartDto = z
  .object({
    id: z.string(),
    status: z.enum(["active", "ordered"]),
    version: z.int(),
    currency: z.string(),
    email: z.string().nullable(),
    shippingAddress: addressDto.nullable(),
    shippingMethodCode: z.string().nullable(),
    pickupPoint: pickupPointDto.nullable(),
    lines: z.array(cartLineDto),
    itemCount: z.int(),
    subtotal: moneyDto,
    discount: moneyDto,
    shipping: moneyDto.nullable(),
    taxIncluded: moneyDto,
    total: moneyDto,
    order: z.object({ id: z.string(), number: z.string(), accessToken: z.string() }).nullable(),
  })
  .meta({ id: "Cart" });

export const shippingMethodDto = z
  .object({
    code: z.string(),
    title: z.string(),
    description: z.string(),
    carrier: z.string(),
    pickup: z.boolean().meta({ description: "The parcel is fetched from a pickup point." }),
    price: moneyDto,
    freeOver: moneyDto.nullable(),
  })
  .meta({ id: "ShippingMethod" });

export const shippingMethodListDto = z.object({ items: z.array(shippingMethodDto) });

export const createCartInput = z.object({});
export const readCartInput = z.object({ id: cartToken });
export const addLineInput = z.object({ id: cartToken, variantId: idInput, quantity: quantity.default(1) });
export const changeLineInput = z.object({ id: cartToken, lineId: idInput, quantity: z.int().min(0).max(999) });
export const removeLineInput = z.object({ id: cartToken, lineId: idInput });
export const setDetailsInput = z.object({
  id: cartToken,
  email: z.email().max(254).optional(),
  shippingAddress: addressDto.optional(),
  shippingMethodCode: z.string().max(60).optional(),
  pickupPointId: z.string().min(1).max(60).nullable().optional().meta({
    description: "One that `pickupPoints` told of for the method; null: none, the carrier chooses.",
  }),
});
export const pickupPointsInput = z.object({
  id: cartToken,
  method: z.string().max(60).meta({ description: "The code of a shipping method with `pickup`." }),
  country: z.string().regex(/^[A-Za-z]{2}$/),
  postalCode: z.string().trim().min(3).max(20),
});
export const cartShippingMethodsInput = z.object({
  id: cartToken,
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .optional()
    .meta({ description: "Default: the country of the cart's address." }),
});

export type CartDto = z.infer<typeof cartDto>;
export type CartLineDto = z.infer<typeof cartLineDto>;
export type ShippingMethodDto = z.infer<typeof shippingMethodDto>;

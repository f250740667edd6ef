"use client";

import { useRef, useState } from "react";

import type { CartDto, ShippingMethodDto } from "@cartwright/api/schemas";

import { useCart, useSetCart } from "#components/cart/use-cart.ts";
import { readFailure, type CallFailure } from "#lib/api-error.ts";
import { forgetCartToken } from "#lib/cart-token.ts";
import { useTRPCClient } from "#lib/trpc.ts";

import { attemptKey, endAttempt } from "./attempt-key.ts";
import { readServerErrors, toAddress, type FieldName } from "./checkout-fields.ts";
import { endsAttempt, explainPayFailure, type PayProblem } from "./explain-pay-failure.ts";
import { useDelivery } from "./use-delivery.ts";
import { homeCountry, useFields, type Account } from "./use-fields.ts";
import { usePickup } from "./use-pickup.ts";

export type PaymentMethod = "card" | "invoice";

interface CheckoutStart {
  readonly initialCart: CartDto;
  readonly initialMethods: readonly ShippingMethodDto[];
  readonly account: Account | null;
}

/** Everything that the checkout knows and can do. */
export function useCheckout({ initialCart, initialMethods, account }: CheckoutStart) {
  const client = useTRPCClient();
  const setCart = useSetCart();
  const cart = useCart(initialCart) ?? initialCart;
  const form = useFields(initialCart, account);
  const { fields } = form;
  const initialCountry = initialCart.shippingAddress?.country ?? homeCountry;
  const delivery = useDelivery({ cart, country: fields.country, initialMethods, initialCountry });
  const pickup = usePickup({ cart, method: delivery.method, country: fields.country, postalCode: fields.postalCode });
  const [payment, setPayment] = useState<PaymentMethod>("card");
  const [problem, setProblem] = useState<PayProblem | null>(null);
  const [busy, setBusy] = useState(false);
  // State arrives with the next render; a second press may come before it.
  const pressed = useRef(false);

  const send = async (expectedTotal: string): Promise<string> => {
    const details = {
      id: cart.id,
      email: fields.email.trim(),
      shippingAddress: toAddress(fields),
      shippingMethodCode: delivery.method?.code,
      pickupPointId: pickup.chosen?.id ?? null,
    };
    await client.cart.setDetails.mutate(details);
    const order = { cartId: cart.id, paymentMethod: payment, expectedTotal };
    const lines = cart.lines.map(({ variantId, quantity }) => [variantId, quantity]);
    const idempotencyKey = attemptKey({ ...order, ...details, lines });
    const placed = await client.checkout.pay.mutate({ ...order, idempotencyKey });
    return placed.paymentUrl ?? orderPath({ id: placed.orderId, accessToken: placed.accessToken });
  };
  /** Where a refusal leads, if anywhere; otherwise the page says what is wrong. */
  const refuse = async (failure: CallFailure): Promise<string | null> => {
    if (endsAttempt(failure)) endAttempt();
    const present = await client.cart.get.query({ id: cart.id }).catch(() => null);
    // Two windows, one cart: this one shows what the other one ordered.
    if (present?.order) return orderPath(present.order);
    if (present) setCart(present);
    if (failure.code === "address_invalid") form.setErrors(readServerErrors(failure.details, fields.country));
    setProblem(explainPayFailure(failure));
    return null;
  };
  /** Answers with the first field that is wrong, so that the page can go there. */
  const pay = async (): Promise<FieldName | null> => {
    if (pressed.current || delivery.total === null) return null;
    const wrong = form.checkAll();
    if (wrong !== null) return wrong;
    pressed.current = true;
    setBusy(true);
    setProblem(null);
    const { amount } = delivery.total;
    const onward = await send(amount).catch((error: unknown) => refuse(readFailure(error)));
    if (onward !== null) return leave(onward);
    pressed.current = false;
    setBusy(false);
    return null;
  };
  const acceptPrices = async () => {
    setCart(await client.cart.acceptPrices.mutate({ id: cart.id }));
    setProblem(null);
  };
  return { cart, ...form, ...delivery, pickup, payment, setPayment, problem, busy, pay, acceptPrices };
}

// The button stays busy until the next page is there.
function leave(path: string): null {
  endAttempt();
  forgetCartToken();
  window.location.assign(path);
  return null;
}

function orderPath({ id, accessToken }: { readonly id: string; readonly accessToken: string }): string {
  return `/orders/${id}?token=${encodeURIComponent(accessToken)}`;
}

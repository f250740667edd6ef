"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";

import type { CartDto, ShippingMethodDto } from "@cartwright/api/schemas";

import { useCart, useSetCart } from "#components/cart/use-cart.ts";
import { readFailure, type CallFailure } from "#lib/api-error.ts";
import { forgetCartToken } from "#lib/cart-token.ts";
import { sum } from "#lib/money.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc.ts";

import { attemptKey, endAttempt } from "./attempt-key.ts";
import {
  checkFields,
  readServerErrors,
  toAddress,
  type CheckoutFields,
  type FieldErrors,
  type FieldName,
} from "./checkout-fields.ts";
import { endsAttempt, explainPayFailure, type PayProblem } from "./explain-pay-failure.ts";

export type PaymentMethod = "card" | "invoice";

interface CheckoutStart {
  readonly initialCart: CartDto;
  readonly initialMethods: readonly ShippingMethodDto[];
  readonly account: { readonly email: string; readonly name: string } | null;
}

/** Everything that the checkout knows and can do. */
export function useCheckout({ initialCart, initialMethods, account }: CheckoutStart) {
  const client = useTRPCClient();
  const setCart = useSetCart();
  const cart = useCart(initialCart) ?? initialCart;
  const [fields, setFields] = useState<CheckoutFields>(() => startFields(initialCart, account));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [methodCode, setMethodCode] = useState(initialCart.shippingMethodCode);
  const [payment, setPayment] = useState<PaymentMethod>("card");
  const [problem, setProblem] = useState<PayProblem | null>(null);
  const [busy, setBusy] = useState(false);
  // State arrives with the next render; a second press may come before it.
  const pressed = useRef(false);

  const methods = useMethods({
    cart,
    country: fields.country,
    initialMethods,
    initialCountry: startCountry(initialCart),
  });
  const method = methods?.find(({ code }) => code === methodCode) ?? methods?.[0] ?? null;
  const total = method ? sum([minus(cart), method.price], cart.subtotal) : null;

  const change = (name: FieldName, value: string) => {
    setFields((current) => ({ ...current, [name]: value }));
    setErrors(({ [name]: _gone, ...rest }) => rest);
  };
  const check = (name: FieldName) => setErrors((current) => ({ ...current, [name]: checkFields(fields)[name] }));

  const refuse = async (failure: CallFailure): Promise<void> => {
    if (endsAttempt(failure)) endAttempt();
    if (failure.code === "cart_already_ordered") return showOrder();
    setErrors(failure.code === "address_invalid" ? readServerErrors(failure.details, fields.country) : {});
    setProblem(explainPayFailure(failure));
    const present = await client.cart.get.query({ id: cart.id }).catch(() => null);
    if (present?.status === "active") setCart(present);
  };
  // Two windows, one cart: this one shows what the other one ordered.
  const showOrder = async (): Promise<void> => {
    const { order } = await client.cart.get.query({ id: cart.id });
    forgetCartToken();
    if (order) window.location.assign(orderPath(order));
  };
  const send = async (shownTotal: string): Promise<void> => {
    const email = account?.email ?? fields.email.trim();
    const shippingAddress = toAddress(fields);
    const details = { id: cart.id, email, shippingAddress, shippingMethodCode: method?.code };
    await client.cart.setDetails.mutate(details);
    const order = { cartId: cart.id, paymentMethod: payment, expectedTotal: shownTotal };
    const lines = cart.lines.map(({ variantId, quantity }) => [variantId, quantity]);
    const idempotencyKey = attemptKey({ ...order, ...details, lines });
    const placed = await client.checkout.pay.mutate({ ...order, idempotencyKey });
    endAttempt();
    forgetCartToken();
    window.location.assign(placed.paymentUrl ?? orderPath({ id: placed.orderId, accessToken: placed.accessToken }));
  };
  /** Answers with the first field that is wrong, so that the page can go there. */
  const pay = async (): Promise<FieldName | null> => {
    if (pressed.current || total === null) return null;
    const found = checkFields(account ? { ...fields, email: account.email } : fields);
    setErrors(found);
    const [first] = Object.keys(found) as FieldName[];
    if (first !== undefined) return first;
    pressed.current = true;
    setBusy(true);
    setProblem(null);
    try {
      await send(total.amount);
      // The browser is on its way to the next page: the button stays busy until it is there.
      return null;
    } catch (error) {
      await refuse(readFailure(error));
    }
    pressed.current = false;
    setBusy(false);
    return null;
  };
  const acceptPrices = async () => {
    setCart(await client.cart.acceptPrices.mutate({ id: cart.id }));
    setProblem(null);
  };
  return {
    ...{ cart, fields, errors, change, check, methods, method, setMethodCode, payment, setPayment },
    ...{ total, problem, busy, pay, acceptPrices },
  };
}

function useMethods({
  cart,
  country,
  initialMethods,
  initialCountry,
}: {
  readonly cart: CartDto;
  readonly country: string;
  readonly initialMethods: readonly ShippingMethodDto[];
  readonly initialCountry: string;
}): readonly ShippingMethodDto[] | null {
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.cart.shippingMethods.queryOptions({ id: cart.id, country }),
    // A fuller cart may travel for nothing.
    queryKey: ["shipping-methods", cart.id, country, cart.subtotal.amount],
    initialData: country === initialCountry ? { items: [...initialMethods] } : undefined,
    staleTime: 60_000,
  });
  return data?.items ?? null;
}

function startCountry(cart: CartDto): string {
  return cart.shippingAddress?.country ?? "FI";
}

function startFields(cart: CartDto, account: CheckoutStart["account"]): CheckoutFields {
  const address = cart.shippingAddress;
  return {
    email: account?.email ?? cart.email ?? "",
    name: address?.name ?? account?.name ?? "",
    line1: address?.line1 ?? "",
    line2: address?.line2 ?? "",
    postalCode: address?.postalCode ?? "",
    city: address?.city ?? "",
    country: startCountry(cart),
    phone: address?.phone ?? "",
  };
}

function minus({ subtotal, discount }: CartDto) {
  return sum(
    [subtotal, { ...discount, amount: discount.amount.startsWith("-") ? discount.amount : `-${discount.amount}` }],
    subtotal,
  );
}

function orderPath({ id, accessToken }: { readonly id: string; readonly accessToken: string }): string {
  return `/orders/${id}?token=${encodeURIComponent(accessToken)}`;
}

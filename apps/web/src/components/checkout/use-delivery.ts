"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { CartDto, MoneyDto, ShippingMethodDto } from "@cartwright/api/schemas";

import { sum } from "#lib/money.ts";
import { useTRPCClient } from "#lib/trpc.ts";

interface DeliveryStart {
  readonly cart: CartDto;
  readonly country: string;
  /** The ways to `initialCountry`, which the page came with. */
  readonly initialMethods: readonly ShippingMethodDto[];
  readonly initialCountry: string;
}

/** How the parcel may travel, which way is chosen, and what it all comes to with it. */
export function useDelivery({ cart, country, initialMethods, initialCountry }: DeliveryStart) {
  const client = useTRPCClient();
  const [code, setCode] = useState(cart.shippingMethodCode);
  const { data } = useQuery({
    queryFn: () => client.cart.shippingMethods.query({ id: cart.id, country }),
    // A fuller cart may travel for nothing.
    queryKey: ["shipping-methods", cart.id, country, cart.subtotal.amount],
    initialData: country === initialCountry ? { items: [...initialMethods] } : undefined,
    staleTime: 60_000,
  });
  const methods = data?.items ?? null;
  const method = methods?.find((one) => one.code === code) ?? methods?.[0] ?? null;
  return { methods, method, setCode, total: method && totalWith(cart, method) };
}

function totalWith({ subtotal, discount }: CartDto, { price }: ShippingMethodDto): MoneyDto {
  return sum([subtotal, { ...discount, amount: `-${discount.amount}` }, price], subtotal);
}

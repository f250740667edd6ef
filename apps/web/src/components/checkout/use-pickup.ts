"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { CartDto, FoundPickupPointDto, ShippingMethodDto } from "@cartwright/api/schemas";

import { fitsPostalRule } from "#lib/countries.ts";
import { useTRPCClient } from "#lib/trpc.ts";

interface PickupStart {
  readonly cart: CartDto;
  readonly method: ShippingMethodDto | null;
  readonly country: string;
  /** Of the address; where points are looked for until the shopper says otherwise. */
  readonly postalCode: string;
}

/** Where the parcel can be fetched, and which place is chosen: the nearest, until the shopper says otherwise. */
export function usePickup({ cart, method, country, postalCode }: PickupStart) {
  const client = useTRPCClient();
  const [search, setSearch] = useState<string | null>(null);
  const [chosenId, setChosenId] = useState(cart.pickupPoint?.id ?? null);
  const near = (search ?? postalCode).trim();
  const wanted = method?.pickup === true;
  const searchable = near !== "" && fitsPostalRule(country, near);
  const question = { id: cart.id, method: method?.code ?? "", country, postalCode: near };
  const { data, isPending, isError, refetch } = useQuery({
    queryFn: () => client.cart.pickupPoints.query(question),
    queryKey: ["pickup-points", question],
    enabled: wanted && searchable,
    staleTime: 5 * 60_000,
    retry: 1,
  });
  const points: readonly FoundPickupPointDto[] = (searchable && data?.items) || [];
  const chosen = wanted ? (points.find(({ id }) => id === chosenId) ?? points[0] ?? null) : null;
  return {
    wanted,
    near: search ?? postalCode,
    /** The shopper looks elsewhere than at the address. */
    ownSearch: search !== null,
    setNear: setSearch,
    searchable,
    loading: searchable && isPending,
    failed: searchable && isError,
    retry: () => void refetch(),
    points,
    chosen,
    choose: setChosenId,
  };
}

export type Pickup = ReturnType<typeof usePickup>;

"use client";

import { useIsMutating, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

import type { CartDto } from "@cartwright/api/schemas";

import { readFailure } from "#lib/api-error.ts";
import { forgetCartToken, readCartToken, whenCartTokenChanges, writeCartToken } from "#lib/cart-token.ts";
import { useTRPCClient } from "#lib/trpc.ts";

import { setDrawer } from "./drawer-state.ts";
import { expectAdded, expectChanged, type Buyable } from "./expect-cart.ts";
import { explainCartFailure } from "./explain-cart-failure.ts";

const cartKey = ["cart"] as const;
const changing = ["change-cart"] as const;

/** This browser's cart. `undefined` while it is read, `null` when there is none. */
export function useCart(initial?: CartDto | null): CartDto | null | undefined {
  const client = useTRPCClient();
  const token = useCartToken();
  const { data } = useQuery({
    queryKey: cartKey,
    enabled: token !== null,
    initialData: initial ?? undefined,
    queryFn: async (): Promise<CartDto | null> => {
      const current = readCartToken();
      if (current === null) return null;
      try {
        const cart = await client.cart.get.query({ id: current });
        if (cart.status === "active") return cart;
      } catch (error) {
        if (readFailure(error).code !== "not_found") throw error;
      }
      // Ordered or gone: the next thing starts a new one.
      forgetCartToken();
      return null;
    },
  });
  return token === null && !data?.lines.length ? null : data;
}

/** Changes to the cart: seen at once, sent one after the other, corrected when the server refuses. */
export function useCartChanges() {
  const queryClient = useQueryClient();
  const client = useTRPCClient();
  const pending = useIsMutating({ mutationKey: changing }) > 0;

  const settle = {
    mutationKey: changing,
    // One scope is one queue: two quick presses reach the server in their order.
    scope: { id: "cart" },
    onSuccess: (cart: CartDto) => {
      // With more changes on their way the page is ahead of this answer.
      if (queryClient.isMutating({ mutationKey: changing }) <= 1) queryClient.setQueryData(cartKey, cart);
    },
    onError: (error: unknown) => {
      setDrawer({ message: explainCartFailure(readFailure(error)) });
      void queryClient.invalidateQueries({ queryKey: cartKey });
    },
  };
  const expectNow = async (change: (cart: CartDto | null) => CartDto | null) => {
    setDrawer({ message: null });
    await queryClient.cancelQueries({ queryKey: cartKey });
    queryClient.setQueryData<CartDto | null>(cartKey, (cart) => change(cart ?? null));
  };

  const add = useMutation({
    ...settle,
    onMutate: ({ item, quantity }: { item: Buyable; quantity: number }) =>
      expectNow((cart) => expectAdded(cart, item, quantity)),
    mutationFn: ({ item, quantity }) => addToCart(client, item.variantId, quantity),
  });
  const change = useMutation({
    ...settle,
    onMutate: ({ lineId, quantity }: { lineId: string; quantity: number }) =>
      expectNow((cart) => cart && expectChanged(cart, lineId, quantity)),
    mutationFn: ({ lineId, quantity }) => {
      const id = readCartToken() ?? "";
      return quantity > 0
        ? client.cart.changeLine.mutate({ id, lineId, quantity })
        : client.cart.removeLine.mutate({ id, lineId });
    },
  });
  const accept = useMutation({
    ...settle,
    mutationFn: () => client.cart.acceptPrices.mutate({ id: readCartToken() ?? "" }),
  });
  return { add: add.mutate, change: change.mutate, acceptPrices: accept.mutate, pending };
}

/** Waits until the server has answered every change that was made. */
export function useCartSettled(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () =>
    new Promise((resolve) => {
      const look = () => {
        if (queryClient.isMutating({ mutationKey: changing }) > 0) return;
        stop();
        resolve();
      };
      const stop = queryClient.getMutationCache().subscribe(look);
      look();
    });
}

/** Puts the server's cart in the place of what the page believed. */
export function useSetCart(): (cart: CartDto | null) => void {
  const queryClient = useQueryClient();
  return (cart) => queryClient.setQueryData(cartKey, cart);
}

function useCartToken(): string | null {
  return useSyncExternalStore(whenCartTokenChanges, readCartToken, () => null);
}

type Client = ReturnType<typeof useTRPCClient>;

async function addToCart(client: Client, variantId: string, quantity: number): Promise<CartDto> {
  const token = readCartToken();
  if (token !== null) {
    try {
      return await client.cart.addLine.mutate({ id: token, variantId, quantity });
    } catch (error) {
      if (!["not_found", "cart_already_ordered"].includes(readFailure(error).code)) throw error;
    }
  }
  const { id } = await client.cart.create.mutate({});
  const cart = await client.cart.addLine.mutate({ id, variantId, quantity });
  writeCartToken(id);
  return cart;
}

import "server-only";
import { cookies } from "next/headers";

import type { CartDto } from "@cartwright/api/schemas";

import { cartCookie } from "#lib/cart-token.ts";

import { requestCaller } from "./caller.ts";

/** The cart of who sent this request, as long as it can still be bought; null when there is none. */
export async function readVisitorCart(): Promise<CartDto | null> {
  const token = (await cookies()).get(cartCookie)?.value;
  if (token === undefined || token === "") return null;
  const caller = await requestCaller();
  try {
    const cart = await caller.cart.get({ id: token });
    return cart.status === "active" ? cart : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && ["NOT_FOUND", "BAD_REQUEST"].includes(String(error.code)))
      return null;
    throw error;
  }
}

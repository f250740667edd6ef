import { cookies } from "next/headers";
import { z } from "zod";

import { cartCookie } from "#lib/cart-token.ts";
import { requestCaller } from "#server/caller.ts";
import { readVisitorCart } from "#server/cart.ts";

const line = z.object({ variantId: z.uuid(), quantity: z.coerce.number().int().min(1).max(999) });
const keepSeconds = 30 * 86_400;

/** "Add to cart" of a browser without scripts: a form that ends on the cart's page. */
export async function POST(request: Request): Promise<Response> {
  const parsed = line.safeParse(Object.fromEntries(await request.formData()));
  // A form on somebody else's site does not fill our shoppers' carts.
  if (!parsed.success || request.headers.get("sec-fetch-site") === "cross-site") return seeOther("/");
  const caller = await requestCaller();
  const cart = (await readVisitorCart()) ?? (await caller.cart.create({}));
  await caller.cart.addLine({ id: cart.id, ...parsed.data });
  (await cookies()).set(cartCookie, cart.id, {
    path: "/",
    maxAge: keepSeconds,
    sameSite: "lax",
    secure: new URL(request.url).protocol === "https:",
  });
  return seeOther("/cart");
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}

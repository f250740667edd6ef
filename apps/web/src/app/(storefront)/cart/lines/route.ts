import { cookies } from "next/headers";
import { z } from "zod";

import { isSameOrigin } from "@cartwright/api/server";

import { cartCookie } from "#lib/cart-token.ts";
import { requestCaller } from "#server/caller.ts";
import { readVisitorCart } from "#server/cart.ts";
import { readEnv } from "#server/env.ts";

const line = z.object({ variantId: z.uuid(), quantity: z.coerce.number().int().min(1).max(999) });
const keepSeconds = 30 * 86_400;

/** "Add to cart" of a browser without scripts: a form that ends on the cart's page. */
export async function POST(request: Request): Promise<Response> {
  const { WEB_URL: webUrl } = readEnv();
  // A form on somebody else's site does not fill our shoppers' carts.
  if (!isSameOrigin(request, webUrl)) return seeOther("/");
  const parsed = line.safeParse(await readForm(request));
  if (!parsed.success) return seeOther("/");
  const caller = await requestCaller();
  const cart = (await readVisitorCart()) ?? (await caller.cart.create({}));
  await caller.cart.addLine({ id: cart.id, ...parsed.data });
  (await cookies()).set(cartCookie, cart.id, {
    path: "/",
    maxAge: keepSeconds,
    sameSite: "lax",
    // Not as the request says: behind a proxy that is plain HTTP.
    secure: webUrl.startsWith("https:"),
  });
  return seeOther("/cart");
}

// What is no form has no fields.
async function readForm(request: Request): Promise<Record<string, unknown>> {
  const form = await request.formData().catch(() => new FormData());
  return Object.fromEntries(form);
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}

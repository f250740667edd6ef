import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";

import { OrderPage } from "#components/order/order-page.tsx";
import { requestCaller } from "#server/caller.ts";
import { readVisitorOrder } from "#server/order.ts";

// The access token is in the address: it must not travel on to anywhere.
export const metadata: Metadata = { title: "Order", robots: { index: false }, referrer: "no-referrer" };

const query = z.object({
  token: z.string().max(200).optional().catch(undefined),
  /** Set by the payment page on the way back: 1 paid, 0 left. It is a hint; the provider is asked for the truth. */
  paid: z.enum(["0", "1"]).optional().catch(undefined),
});

interface Props {
  readonly params: Promise<{ orderId: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function Page({ params, searchParams }: Props) {
  const [{ orderId }, { token, paid }] = await Promise.all([params, searchParams.then((all) => query.parse(all))]);
  const order = await readVisitorOrder(orderId, token);
  if (!order) notFound();
  const { user } = await (await requestCaller()).auth.whoami({});
  return <OrderPage initial={order} accessToken={token} returned={paid} signedIn={user !== null} />;
}

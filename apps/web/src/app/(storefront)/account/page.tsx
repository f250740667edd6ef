import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";

import type { OrderSummaryDto } from "@cartwright/api/schemas";

import { ProfileForm } from "#components/account/profile-form.tsx";
import { SignOutButton } from "#components/account/sign-out-button.tsx";
import { YourData } from "#components/account/your-data.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Status, type StatusTone } from "#components/ui/status.tsx";
import { formatDay } from "#lib/dates.ts";
import { formatMoney } from "#lib/money.ts";
import { requestCaller } from "#server/caller.ts";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Your orders", robots: { index: false } };

export default async function AccountPage({ searchParams }: { readonly searchParams: Promise<{ cursor?: string }> }) {
  const { cursor } = await searchParams;
  const caller = await requestCaller();
  const { user, customerId, role } = await caller.auth.whoami({});
  if (!user) redirect("/sign-in?next=/account");
  const [orders, profile] =
    customerId === null
      ? [{ items: [], nextCursor: null }, null]
      : await Promise.all([caller.orders.mine({ cursor, limit: 20 }), caller.account.profile({})]);
  return (
    <div className="shell pt-10">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="display text-36 lg:text-48">Your orders</h1>
          <p className="mt-2 text-muted">
            {user.name}, {user.email}
          </p>
        </div>
        <div className="flex flex-wrap gap-3">
          {role !== null && (
            <Link href="/admin" prefetch={false} className={buttonClass({ kind: "secondary" })}>
              Admin
            </Link>
          )}
          <Link href="/account/security" prefetch={false} className={buttonClass({ kind: "secondary" })}>
            Sign-in and security
          </Link>
          <SignOutButton />
        </div>
      </div>
      {orders.items.length === 0 ? (
        <EmptyState
          title="No orders yet"
          action={
            <Link href="/collections/all" className={buttonClass({ kind: "secondary" })}>
              Look around
            </Link>
          }
        >
          What you buy while signed in is listed here, with its parcel.
        </EmptyState>
      ) : (
        <ul className="mt-8 divide-y divide-line border-y border-line">
          {orders.items.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
      <CursorPages
        firstHref={cursor === undefined ? undefined : "/account"}
        nextHref={orders.nextCursor === null ? undefined : `/account?cursor=${orders.nextCursor}`}
      />
      {profile !== null && (
        <section aria-labelledby="details" className="mt-14">
          <h2 id="details" className="display text-28">
            Your details
          </h2>
          <ProfileForm profile={profile} />
        </section>
      )}
      {profile !== null && (
        <section aria-labelledby="data" className="mt-14">
          <h2 id="data" className="display text-28">
            Your data
          </h2>
          <YourData />
        </section>
      )}
    </div>
  );
}

const words: Readonly<Record<OrderSummaryDto["status"], readonly [word: string, tone: StatusTone]>> = {
  pending: ["Not paid yet", "warning"],
  paid: ["Paid", "good"],
  shipped: ["On its way", "active"],
  delivered: ["Delivered", "good"],
  cancelled: ["Cancelled", "neutral"],
};

function OrderRow({ order }: { readonly order: OrderSummaryDto }) {
  const [word, tone] = words[order.status];
  return (
    <li className="relative grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 py-4 sm:grid-cols-[8rem_1fr_9rem_7rem]">
      <Link
        href={`/orders/${order.id}`}
        prefetch={false}
        className="figures font-medium underline-offset-4 after:absolute after:inset-0 hover:underline"
      >
        No. {order.number}
      </Link>
      <span className="text-right text-14 text-muted sm:text-left">{formatDay(order.placedAt)}</span>
      <Status tone={tone} className="text-14">
        {word}
      </Status>
      <span className="figures text-right">{formatMoney(order.total)}</span>
    </li>
  );
}

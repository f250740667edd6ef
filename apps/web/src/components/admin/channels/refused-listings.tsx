"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import { useTRPC } from "#lib/trpc.ts";

import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { channelWords } from "./channel-words.ts";

/** Listings that do not show what is there, since the channel refused the number; nothing while there are none. */
export function RefusedListings() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.admin.channels.refusedListings.queryOptions({}, { refetchInterval: 30_000 }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Panel title="Stock that was refused" flush>
      <ul className="divide-y divide-line">
        {data.items.map((listing) => (
          <li key={listing.id} className="grid gap-x-4 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
            <div className="min-w-0">
              <Link
                href={`/admin/products/${listing.productId}`}
                data-row
                className="block truncate font-medium hover:underline"
              >
                {listing.title}
              </Link>
              <p className="text-12 break-words text-muted">
                {channelWords(listing.channel)} · {listing.externalId} · {listing.sku}
              </p>
              <p className="break-words">{listing.error}</p>
            </div>
            <p className="figures text-12 text-muted">
              {listing.pushedAt === null ? (
                "Never set"
              ) : (
                <>
                  Shows {listing.lastPushedQuantity}, set <RelativeTime instant={listing.pushedAt} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

"use client";

import Link from "next/link";

import type { ShortfallDto } from "@cartwright/api/schemas";

import { Status } from "#components/ui/status.tsx";

import { RelativeTime } from "../parts/relative-time.tsx";
import { channelWords } from "./channel-words.ts";
import { ShortfallActions } from "./shortfall-actions.tsx";

interface ShortfallListProps {
  readonly shortfalls: readonly ShortfallDto[];
  /** On the order's own page the order needs no name. */
  readonly ofOneOrder?: boolean;
}

/** Lines that a channel sold and that cannot be delivered as it stands, each with what can be done. */
export function ShortfallList({ shortfalls, ofOneOrder = false }: ShortfallListProps) {
  return (
    <ul className="divide-y divide-line">
      {shortfalls.map((shortfall) => (
        <li
          key={shortfall.id}
          className="grid items-center gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-3">
              <span className="truncate font-medium">{shortfall.title}</span>
              <Reason shortfall={shortfall} />
            </p>
            <p className="text-12 text-muted">
              {!ofOneOrder && (
                <>
                  <Link href={`/admin/orders/${shortfall.orderId}`} data-row className="figures text-ink underline">
                    Order {shortfall.orderNumber}
                  </Link>{" "}
                  ·{" "}
                </>
              )}
              {[channelWords(shortfall.channel), shortfall.externalNumber, shortfall.variantTitle, shortfall.sku]
                .filter((part) => part !== "")
                .join(" · ")}{" "}
              · <RelativeTime instant={shortfall.createdAt} />
            </p>
          </div>
          <ShortfallActions shortfall={shortfall} />
        </li>
      ))}
    </ul>
  );
}

function Reason({ shortfall: { variantId, missing, quantity } }: { readonly shortfall: ShortfallDto }) {
  if (variantId === null) return <Status tone="warning">Unknown SKU</Status>;
  return (
    <Status tone="danger">
      <span className="figures">
        {missing} of {quantity} missing
      </span>
    </Status>
  );
}

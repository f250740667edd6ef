"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { FailureGroupDto } from "@cartwright/api/schemas";

import { useTRPC } from "#lib/trpc.ts";

import { countWords } from "../parts/count-words.ts";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { deliveryAddress } from "./delivery-filters.ts";

/** What was given up on and not sent again since, by its cause. Nothing when there is none. */
export function FailureGroups({ endpointId }: { readonly endpointId: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.admin.callbacks.failures.queryOptions({ id: endpointId }, { refetchInterval: 10_000 }),
  );
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Panel title="Given up, by cause" className="mb-4" flush>
      <ul>
        {data.items.map((group) => (
          <li
            key={`${group.lastStatus} ${group.lastError}`}
            className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-2 last:border-b-0"
          >
            <span className="font-medium">{causeWords(group)}</span>
            <span className="text-muted">
              <Link
                className="text-accent underline underline-offset-2"
                href={deliveryAddress(endpointId, { state: "dead", delivery: group.deliveryId })}
              >
                {countWords(group.count, "delivery", "deliveries")}
              </Link>
              , the last <RelativeTime instant={group.lastAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function causeWords({ lastStatus, lastError }: FailureGroupDto): string {
  if (lastStatus !== null) return `Answered ${lastStatus}`;
  if (lastError === "timeout") return "No answer in time";
  if (lastError === "private_address") return "Resolves to a private address";
  return lastError ?? "No answer";
}

import Link from "next/link";

import type { AuditEntryDto } from "@cartwright/api/schemas";

import { Fact, Facts } from "../../parts/facts.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { AuditDiff } from "./audit-diff.tsx";
import { whoWords } from "./audit-filters.ts";

/** One change: who, what and when, and behind it what was there before and is there now. */
export function AuditEntry({ entry }: { readonly entry: AuditEntryDto }) {
  return (
    <li className="border-b border-line last:border-b-0">
      <details className="group min-w-0">
        <summary className="grid min-h-11 cursor-pointer list-none grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-3 py-2 hover:bg-sunken md:px-4">
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{actorWords(entry)}</span>
            <span className="min-w-0 font-mono text-12 break-all">{entry.action}</span>
          </span>
          <RelativeTime instant={entry.at} className="text-12 text-muted" />
        </summary>
        <div className="grid gap-4 px-3 pt-2 pb-4 md:grid-cols-[minmax(0,2fr)_minmax(16rem,1fr)] md:px-4">
          <AuditDiff data={entry.data} />
          <About entry={entry} />
        </div>
      </details>
    </li>
  );
}

function About({ entry }: { readonly entry: AuditEntryDto }) {
  const { subjectType, subjectId, requestId, address, position, at } = entry;
  const href = hrefOf(entry);
  const subject = `${subjectType.replaceAll("_", " ")} …${subjectId.slice(-8)}`;
  return (
    <Facts>
      <Fact label="About">
        {href === undefined ? (
          subject
        ) : (
          <Link href={href} className="text-accent underline underline-offset-2">
            {subject}
          </Link>
        )}
      </Fact>
      <Fact label="At">{at.replace("T", " ").replace(/\.\d+Z$/, " UTC")}</Fact>
      {address !== null && <Fact label="From">{address}</Fact>}
      {requestId !== null && (
        <Fact label="Request">
          <span className="font-mono text-12 break-all">{requestId}</span>
        </Fact>
      )}
      <Fact label="In the chain">{position === null ? "within a minute" : `row ${position}`}</Fact>
    </Facts>
  );
}

function actorWords({ actorName, actorType, actorId }: AuditEntryDto): string {
  if (actorType === "system") return `System (${actorId ?? "unnamed"})`;
  if (actorName !== null && actorName !== "") return actorName;
  if (actorType === "guest") return "A guest";
  const kind = actorType === "api_key" ? "A key" : actorType === "customer" ? "A shopper" : whoWords.member;
  return actorId === null ? kind : `${kind} …${actorId.slice(-8)}`;
}

const pages: Readonly<Record<string, string>> = {
  order: "/admin/orders",
  product: "/admin/products",
  callback_endpoint: "/admin/callbacks",
  rule: "/admin/automation",
  marketplace_store: "/admin/channels/stores",
  webhook: "/admin/webhooks",
};

function hrefOf({ subjectType, subjectId, action }: AuditEntryDto): string | undefined {
  const page = pages[subjectType];
  return page === undefined || action.endsWith(".deleted") ? undefined : `${page}/${subjectId}`;
}

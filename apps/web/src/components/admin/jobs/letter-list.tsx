"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { DeadLetterDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { countWords } from "../parts/count-words.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RawBlock } from "../parts/raw-block.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useMay } from "../shell/member.tsx";
import { letterListInput, lettersAddress, type LetterFilters } from "./letter-filters.ts";
import { SettleButtons } from "./settle-buttons.tsx";

/** Dead letters one by one, the newest first. */
export function LetterList({ filters }: { readonly filters: LetterFilters }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.jobs.deadLetters.queryOptions(letterListInput(filters), { refetchInterval: 4_000 }),
  );
  if (!data) {
    return error ? (
      <FailureNotice error={error} title="The dead letters could not be read" onRetry={() => void refetch()} />
    ) : (
      <ListSkeleton rows={6} />
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyList
        title="No dead letter fits"
        action={
          <Link href={lettersAddress({})} className={buttonClass({ kind: "secondary", size: "small" })}>
            Show all causes
          </Link>
        }
      >
        Those that fitted were settled, or none ever did.
      </EmptyList>
    );
  }
  return (
    <>
      <ul aria-label="Dead letters" className="rounded-admin border border-line bg-surface">
        {data.items.map((letter) => (
          <Letter key={letter.id} letter={letter} />
        ))}
      </ul>
      <CursorPages
        dense
        firstHref={filters.cursor === undefined ? undefined : lettersAddress({ ...filters, cursor: undefined })}
        nextHref={data.nextCursor === null ? undefined : lettersAddress({ ...filters, cursor: data.nextCursor })}
      />
    </>
  );
}

function Letter({ letter }: { readonly letter: DeadLetterDto }) {
  const mayWrite = useMay("jobs:write");
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-72">
        <p>
          <span className="font-medium">{letter.name}</span> <span className="text-muted">{letter.kind}</span>
        </p>
        <p className="line-clamp-4 font-mono text-12 [overflow-wrap:anywhere]">{letter.error}</p>
        <p className="figures text-12 break-all text-muted">
          given up <RelativeTime instant={letter.createdAt} /> after {countWords(letter.attempts, "try", "tries")} ·{" "}
          <Reference letter={letter} />
        </p>
        {letter.payload !== undefined && letter.payload !== null && (
          <RawBlock title="Payload" text={JSON.stringify(letter.payload, null, 2)} />
        )}
      </div>
      {mayWrite && <SettleButtons letters={{ ids: [letter.id] }} count={1} again={letter.kind !== "integrity"} />}
    </li>
  );
}

function Reference({ letter: { kind, ref } }: { readonly letter: DeadLetterDto }) {
  if (kind !== "job") return ref;
  return (
    <Link href={`/admin/jobs/${ref}`} className="underline decoration-edge underline-offset-4 hover:decoration-ink">
      job {ref}
    </Link>
  );
}

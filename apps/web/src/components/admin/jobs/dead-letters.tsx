"use client";

import Link from "next/link";

import { SearchBox } from "../list/search-box.tsx";
import { JobsHead } from "./jobs-head.tsx";
import { isNarrowed, lettersAddress, type LetterFilters } from "./letter-filters.ts";
import { LetterGroups } from "./letter-groups.tsx";
import { LetterList } from "./letter-list.tsx";

/** What was given up on and waits for a person: jobs, events, callbacks, webhooks; by cause, and one by one. */
export function DeadLetters({ filters }: { readonly filters: LetterFilters }) {
  return (
    <>
      <JobsHead room="deadLetters" />
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-3">
        <SearchBox
          label="Error, correlation id or reference"
          value={filters.search}
          hrefFor={(search) => lettersAddress({ search })}
        />
        {filters.cause !== undefined && (
          <p className="min-w-0 flex-1 basis-60 text-muted [overflow-wrap:anywhere]">
            {filters.name}: <span className="font-mono text-12">{filters.cause}</span>{" "}
            <Link href={lettersAddress({})} className="whitespace-nowrap text-ink underline underline-offset-4">
              Show all causes
            </Link>
          </p>
        )}
      </div>
      {isNarrowed(filters) ? <LetterList filters={filters} /> : <LetterGroups />}
    </>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";

import { useTRPC } from "#lib/trpc.ts";

import { FilterChips } from "../list/filter-chips.tsx";

interface TagChipsProps {
  readonly chosen: string | undefined;
  readonly hrefFor: (tag: string | undefined) => string;
}

const mostShown = 12;

/** The tags that orders bear, as a filter; nothing while there is none. */
export function TagChips({ chosen, hrefFor }: TagChipsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.admin.orders.tags.queryOptions({}, { staleTime: 60_000 }));
  const tags = (data?.tags ?? []).slice(0, mostShown);
  const shown = chosen === undefined || tags.includes(chosen) ? tags : [...tags, chosen];
  if (shown.length === 0) return null;
  return (
    <FilterChips
      label="Tag"
      options={[{ value: undefined, label: "Any tag" }, ...shown.map((tag) => ({ value: tag, label: tag }))]}
      chosen={chosen}
      hrefFor={hrefFor}
    />
  );
}

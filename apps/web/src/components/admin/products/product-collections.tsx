"use client";

import { useQuery } from "@tanstack/react-query";

import { Checkbox } from "#components/ui/input.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";

interface ProductCollectionsProps {
  /** Slugs. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Where in the shop the product is found. */
export function ProductCollections({ chosen, onChange }: ProductCollectionsProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.catalog.collections.queryOptions({}));
  return (
    <Panel title="Collections">
      <FailureNotice error={error} title="The collections could not be read" onRetry={() => void refetch()} />
      <div className="grid gap-1">
        {data?.items.map(({ slug, title }) => (
          <label key={slug} htmlFor={`collection-${slug}`} className="flex min-h-8 items-center gap-2.5">
            <Checkbox
              id={`collection-${slug}`}
              checked={chosen.includes(slug)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, slug] : chosen.filter((other) => other !== slug))
              }
            />
            {title}
          </label>
        ))}
      </div>
    </Panel>
  );
}

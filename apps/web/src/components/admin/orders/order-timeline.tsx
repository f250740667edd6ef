"use client";

import { useState } from "react";

import type { TimelineEntryDto } from "@cartwright/api/schemas";

import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { actorWords, dataWords, eventWords } from "./timeline-words.ts";

/** Everything that happened to the order, who did it and when, the newest first. */
export function OrderTimeline({ entries }: { readonly entries: readonly TimelineEntryDto[] }) {
  const [seen] = useState(() => new Set(entries.map(({ id }) => id)));
  return (
    <Panel title="Timeline">
      <ol className="grid gap-0">
        {entries.toReversed().map((entry) => (
          <li
            key={entry.id}
            className={`relative grid gap-0.5 rounded-admin pb-4 pl-5 last:pb-0 ${seen.has(entry.id) ? "" : "row-arrived"}`}
          >
            <span aria-hidden="true" className="absolute top-[7px] left-0 size-2 rounded-full bg-accent" />
            <span
              aria-hidden="true"
              className="absolute top-4 bottom-0 left-[3.5px] w-px bg-line [li:last-child>&]:hidden"
            />
            <p className="flex flex-wrap justify-between gap-x-3">
              <span className="font-medium">{eventWords(entry.event)}</span>
              <RelativeTime instant={entry.at} className="text-12 text-muted" />
            </p>
            <p className="text-12 break-words text-muted">
              {[actorWords(entry.actor), ...dataWords(entry.data)].join(" · ")}
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

"use client";

import { relativeWords } from "./relative-words.ts";
import { useNow } from "./use-now.ts";

const exact = new Intl.DateTimeFormat("en-IE", { dateStyle: "medium", timeStyle: "medium" });

/** "3 min ago", kept true while the page is open; the exact time in the viewer's own zone on hover. */
export function RelativeTime({ instant, className }: { readonly instant: string; readonly className?: string }) {
  const now = useNow();
  return (
    // Server and browser write this a moment apart, and in two zones.
    <time
      suppressHydrationWarning
      dateTime={instant}
      title={`${exact.format(new Date(instant))} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`}
      className={className}
    >
      {relativeWords(new Date(instant).getTime(), now)}
    </time>
  );
}

"use client";

import { useSyncExternalStore } from "react";

import { relativeWords } from "./relative-words.ts";

const exact = new Intl.DateTimeFormat("en-IE", { dateStyle: "medium", timeStyle: "medium" });

/** "3 min ago", kept true while the page is open; the exact time in the viewer's own zone on hover. */
export function RelativeTime({ instant, className }: { readonly instant: string; readonly className?: string }) {
  const now = useSyncExternalStore(everyTick, readTick, () => Date.now());
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

const tickMs = 15_000;
const listeners = new Set<() => void>();
let tick = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function readTick(): number {
  return tick;
}

function everyTick(listener: () => void): () => void {
  listeners.add(listener);
  tick = Date.now();
  timer ??= setInterval(() => {
    tick = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

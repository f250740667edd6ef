"use client";

import { useSyncExternalStore } from "react";

/** The present moment in milliseconds, which moves on every 15 seconds while somebody looks. */
export function useNow(): number {
  return useSyncExternalStore(everyTick, readTick, () => Date.now());
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

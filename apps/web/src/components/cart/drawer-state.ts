"use client";

import { useSyncExternalStore } from "react";

interface DrawerState {
  readonly open: boolean;
  /** What the server had to say about the last change. */
  readonly message: string | null;
}

const closed: DrawerState = { open: false, message: null };
let state = closed;
const listeners = new Set<() => void>();

export function setDrawer(next: Partial<DrawerState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** Whether the cart's drawer is open, for every part of the page alike. */
export function useDrawer(): DrawerState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
    () => closed,
  );
}

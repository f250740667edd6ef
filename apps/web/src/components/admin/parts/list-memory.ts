"use client";

import { useEffect, useSyncExternalStore } from "react";

const visited = new Map<string, string>();
const never = () => () => undefined;

/** Remembers with which filters a list was last seen, so that the way back leads to the same rows. */
export function useRememberList(path: string, address: string): void {
  useEffect(() => {
    visited.set(path, address);
  }, [path, address]);
}

/** The address of a list as it was last seen in this tab. */
export function useListAddress(path: string): string {
  return useSyncExternalStore(
    never,
    () => visited.get(path) ?? path,
    () => path,
  );
}

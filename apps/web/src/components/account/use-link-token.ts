"use client";

import { useSyncExternalStore } from "react";

/**
 * The secret of a mailed link, which stands behind `#`: no server and no other site was ever sent it. Null on the server and when
 * there is none. Opening the page uses nothing up, so that a program which looks through mail may follow the link.
 */
export function useLinkToken(): string | null {
  return useSyncExternalStore(subscribe, read, () => null);
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("hashchange", onChange);
  return () => window.removeEventListener("hashchange", onChange);
}

function read(): string | null {
  return window.location.hash.length > 1 ? window.location.hash.slice(1) : null;
}

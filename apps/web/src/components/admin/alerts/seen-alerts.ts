const key = "cartwright.alerts-seen";
const listeners = new Set<() => void>();
const never = "1970-01-01T00:00:00.000Z";

/** Up to which moment this browser's alerts were looked at. */
export function readSeen(): string {
  try {
    return localStorage.getItem(key) ?? never;
  } catch {
    // No storage here: everything counts as new.
    return never;
  }
}

export function writeSeen(at: string): void {
  try {
    localStorage.setItem(key, at);
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

/** Calls when alerts were looked at, in this tab or another. */
export function whenSeen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

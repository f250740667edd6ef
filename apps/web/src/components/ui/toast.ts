"use client";

// sonner comes with the first message, not with the page.
type Toasts = typeof import("sonner");

let loading: Promise<Toasts> | undefined;
const listeners = new Set<() => void>();

/** True once a message was shown, so that the place for messages is drawn only then. */
export function toastsNeeded(): boolean {
  return loading !== undefined;
}

export function whenToastsNeeded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says in passing that something was done or was refused. Errors about a field stand by the field instead. */
export const toast = {
  done: (message: string) => show((toasts) => toasts.toast.success(message)),
  refused: (message: string) => show((toasts) => toasts.toast.error(message)),
};

function show(say: (toasts: Toasts) => unknown): void {
  loading ??= import("sonner");
  for (const listener of listeners) listener();
  // The place for messages mounts in the same turn as the module arrives.
  void loading.then((toasts) => requestAnimationFrame(() => say(toasts)));
}

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

const alertMs = 12_000;

/** Says in passing that something was done or was refused. Errors about a field stand by the field instead. */
export const toast = {
  done: (message: string) => show((toasts) => toasts.toast.success(message)),
  refused: (message: string) => show((toasts) => toasts.toast.error(message)),
  /** What somebody should see now: it stays longer, and may lead somewhere. */
  alert: (message: string, { warning, link }: { readonly warning: boolean; readonly link: string | null }) =>
    show((toasts) => {
      const action = link === null ? {} : { action: { label: "Look", onClick: () => window.location.assign(link) } };
      const say = warning ? toasts.toast.warning : toasts.toast.info;
      return say(message, { duration: alertMs, ...action });
    }),
};

function show(say: (toasts: Toasts) => unknown): void {
  loading ??= import("sonner");
  for (const listener of listeners) listener();
  // The place for messages mounts in the same turn as the module arrives.
  void loading.then((toasts) => requestAnimationFrame(() => say(toasts)));
}

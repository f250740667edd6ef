"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";

import { toastsNeeded, whenToastsNeeded } from "./toast.ts";

const Sonner = lazy(() => import("sonner").then(({ Toaster }) => ({ default: Toaster })));

/** Where messages in passing appear; draws nothing until there is one. */
export function Toaster() {
  const needed = useSyncExternalStore(whenToastsNeeded, toastsNeeded, () => false);
  if (!needed) return null;
  return (
    <Suspense>
      <Sonner
        position="bottom-center"
        theme="system"
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "flex w-full items-center gap-3 rounded-shop border border-line bg-surface px-4 py-3 text-14 text-ink shadow-raised",
            success: "text-ink",
            error: "text-danger",
          },
        }}
      />
    </Suspense>
  );
}

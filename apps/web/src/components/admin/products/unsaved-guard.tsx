"use client";

import { useEffect, useState } from "react";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { setLeaveGuard } from "../shell/leave-guard.ts";

/** Asks before a page with unsaved changes is left: by a link, a key, the palette, or by closing the tab. */
export function UnsavedGuard({ dirty }: { readonly dirty: boolean }) {
  const [going, setGoing] = useState<(() => void) | null>(null);
  useEffect(() => {
    if (!dirty) return;
    const stay = setLeaveGuard((go) => {
      setGoing(() => go);
      return false;
    });
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
      if (!link || link.target === "_blank" || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      setGoing(() => () => {
        stay();
        removeEventListener("beforeunload", close);
        document.removeEventListener("click", click, true);
        link.click();
      });
    };
    const close = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", close);
    document.addEventListener("click", click, true);
    return () => {
      stay();
      removeEventListener("beforeunload", close);
      document.removeEventListener("click", click, true);
    };
  }, [dirty]);
  if (going === null) return null;
  return (
    <ActionDialog
      title="Leave without saving?"
      description="What you changed on this page will be lost."
      action="Leave"
      destructive
      busy={false}
      error={null}
      onAct={() => {
        setGoing(null);
        going();
      }}
      onClose={() => setGoing(null)}
    />
  );
}

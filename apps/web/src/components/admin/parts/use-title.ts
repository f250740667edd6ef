"use client";

import { useEffect } from "react";

/** Says the page's present state in the tab: "3 failed jobs · Cartwright". */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Cartwright`;
  }, [title]);
}

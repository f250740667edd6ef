"use client";

import { useEffect } from "react";

/**
 * Says the page's present state in the tab: "3 failed jobs · Cartwright". It is said again when the page's own title, which
 * may arrive after the page, takes its place.
 */
export function useTitle(title: string): void {
  useEffect(() => {
    const wanted = `${title} · Cartwright`;
    const say = () => {
      if (document.title !== wanted) document.title = wanted;
    };
    say();
    const observer = new MutationObserver(say);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [title]);
}

"use client";

import { useEffect, useEffectEvent } from "react";

const settledMs = 5_000;
const gatherMs = 300;

/**
 * Calls when the shop tells of something among `ids` (with spaces between), on a page that stays open: somebody who looks in and goes on
 * costs no stream and loads no script for it, and a tab that nobody looks at has none.
 */
export function useCatalogNews(ids: string, onNews: () => void): void {
  const tell = useEffectEvent(onNews);
  useEffect(() => {
    const wanted = new Set(ids.split(" "));
    let stop: AbortController | undefined;
    let settled: ReturnType<typeof setTimeout> | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const hear = (): void => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        tell();
      }, gatherMs);
    };
    const open = async (): Promise<void> => {
      const { signal } = (stop = new AbortController());
      const { hearCatalogNews } = await import("./hear-catalog-news.ts");
      if (!signal.aborted) hearCatalogNews({ wanted, onNews: hear, signal });
    };
    const close = (): void => {
      clearTimeout(settled);
      stop?.abort();
    };
    const look = (): void => {
      close();
      if (document.visibilityState === "visible") settled = setTimeout(() => void open(), settledMs);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      close();
      clearTimeout(gathering);
      document.removeEventListener("visibilitychange", look);
    };
  }, [ids]);
}

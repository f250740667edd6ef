"use client";

import { useEffect, useEffectEvent } from "react";
import { z } from "zod/mini";

const news = z.object({ data: z.object({ productId: z.optional(z.string()), variantId: z.optional(z.string()) }) });
const events = ["inventory.changed", "product.updated", "product.deleted", "resync"] as const;
const settledMs = 5_000;
const gatherMs = 300;

/**
 * Calls when the shop tells of something among `ids` (with spaces between), on a page that stays open: somebody who looks in and goes on
 * costs no stream, and a tab that nobody looks at has none.
 */
export function useCatalogNews(ids: string, onNews: () => void): void {
  const tell = useEffectEvent(onNews);
  useEffect(() => {
    const wanted = new Set(ids.split(" "));
    let source: EventSource | undefined;
    let settled: ReturnType<typeof setTimeout> | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const hear = ({ type, data }: MessageEvent<unknown>): void => {
      if (type !== "resync" && !isAbout(data, wanted)) return;
      gathering ??= setTimeout(() => {
        gathering = undefined;
        tell();
      }, gatherMs);
    };
    const open = (): void => {
      source = new EventSource("/api/v1/live/catalog");
      for (const event of events) source.addEventListener(event, hear);
    };
    const look = (): void => {
      clearTimeout(settled);
      source?.close();
      if (document.visibilityState === "visible") settled = setTimeout(open, settledMs);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(settled);
      clearTimeout(gathering);
      source?.close();
      document.removeEventListener("visibilitychange", look);
    };
  }, [ids]);
}

function isAbout(data: unknown, wanted: ReadonlySet<string>): boolean {
  if (typeof data !== "string") return false;
  const read = news.safeParse(parse(data));
  if (!read.success) return false;
  const { productId = "", variantId = "" } = read.data.data;
  return wanted.has(productId) || wanted.has(variantId);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

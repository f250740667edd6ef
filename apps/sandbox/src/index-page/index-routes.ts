import type { Route } from "../server/exchange.ts";
import { json, noContent, page } from "../server/reply.ts";
import { renderIndexPage } from "./index-page.ts";

export interface IndexParts {
  startedAt: Date;
  now(): Date;
  targets(): Record<string, string>;
  counts(): { faults: number; mails: number };
  reset(): void;
}

export function indexRoutes(parts: IndexParts): Route[] {
  return [
    {
      method: "GET",
      pattern: "/",
      handle: () => page(renderIndexPage({ targets: parts.targets(), ...parts.counts() })),
    },
    {
      method: "GET",
      pattern: "/health",
      handle: () =>
        json({ status: "ok", uptimeSeconds: Math.floor((parts.now().getTime() - parts.startedAt.getTime()) / 1000) }),
    },
    {
      method: "POST",
      pattern: "/reset",
      handle: () => {
        parts.reset();
        return noContent();
      },
    },
  ];
}

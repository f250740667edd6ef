"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from "react";

import { useTRPC } from "#lib/trpc.ts";

import { readAlert } from "../alerts/read-alert.ts";
import { showAlert } from "../alerts/show-alert.ts";
import { readNews, type LiveNews } from "./live-message.ts";

export type Connection = "live" | "connecting" | "lost";

const ConnectionContext = createContext<Connection>("connecting");

/** Whether the page hears of changes as they happen. */
export function useConnection(): Connection {
  return use(ConnectionContext);
}

const gatherMs = 200;
const hiddenMs = 60_000;

/**
 * Listens to the organization's events over one stream per tab and reads again whatever on the page they concern.
 * Events tell that something changed, the API tells what is so now: a missed or doubled message can never show a wrong
 * number. A tab that nobody looks at hangs up, and catches up when it is looked at again.
 */
export function LiveRefresh({ children }: { readonly children: ReactNode }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const watched = useWatched();
  const subscription = useSubscription(
    trpc.live.events.subscriptionOptions(
      { pattern: "*" },
      {
        enabled: watched,
        onStarted: () => refresh({ event: "resync", orderId: null }),
        onData: (value: unknown) => {
          const news = readNews(value);
          if (news) refresh(news);
          const alert = readAlert(value);
          if (alert) showAlert(alert);
        },
      },
    ),
  );
  return <ConnectionContext value={toConnection(subscription.status)}>{children}</ConnectionContext>;
}

function toConnection(status: "idle" | "connecting" | "pending" | "error"): Connection {
  if (status === "pending") return "live";
  return status === "error" ? "lost" : "connecting";
}

/** Gathers news for a moment, so that a burst of orders is read once and not a hundred times; the first is not kept waiting. */
function useRefresh(): (news: LiveNews) => void {
  const queryClient = useQueryClient();
  const waiting = useRef<LiveNews[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (news) => {
      waiting.current.push(news);
      if (timer.current !== undefined) return;
      const flush = () => {
        const gathered = waiting.current.splice(0);
        timer.current = gathered.length === 0 ? undefined : setTimeout(flush, gatherMs);
        if (gathered.length > 0) readAgain(queryClient, gathered);
      };
      flush();
    },
    [queryClient],
  );
}

/** Which answers each kind of event makes old, by the path of their procedure. */
const concerns: readonly { readonly about: RegExp; readonly queries: readonly string[] }[] = [
  { about: /^order\./, queries: ["admin.dashboard", "admin.orders.list", "admin.orders.get"] },
  // They move stock, which is told by itself only where it is scarce.
  { about: /^order\.(created|cancelled|rest_cancelled)$/, queries: ["admin.products.list", "admin.products.get"] },
  { about: /^inventory\./, queries: ["admin.dashboard", "admin.products.list", "admin.products.get"] },
  { about: /^alert\./, queries: ["admin.automation.alerts"] },
  { about: /^product\./, queries: ["admin.dashboard", "admin.products.list", "admin.products.get"] },
];

function readAgain(queryClient: QueryClient, gathered: readonly LiveNews[]): void {
  const all = gathered.some(({ event }) => event === "resync");
  const orders = new Set(gathered.map(({ orderId }) => orderId));
  const paths = new Set(
    gathered.flatMap(({ event }) =>
      concerns.filter(({ about }) => about.test(event)).flatMap(({ queries }) => queries),
    ),
  );
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const [path, options] = queryKey;
      if (!Array.isArray(path) || path[0] !== "admin") return false;
      const name = path.join(".");
      if (all) return true;
      if (name === "admin.orders.get" && !orders.has(null)) return orders.has(readId(options));
      return paths.has(name);
    },
  });
}

function readId(options: unknown): string | null {
  if (typeof options !== "object" || options === null || !("input" in options)) return null;
  const { input } = options;
  if (typeof input !== "object" || input === null || !("id" in input)) return null;
  return typeof input.id === "string" ? input.id : null;
}

/** False once nobody has looked at this tab for a minute: browsers lend a site only six connections for all its tabs. */
function useWatched(): boolean {
  const [watched, setWatched] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") setWatched(true);
      else timer = setTimeout(() => setWatched(false), hiddenMs);
    };
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return watched;
}

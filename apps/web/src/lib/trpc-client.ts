import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from "@trpc/client";

import type { AppRouter } from "@cartwright/api";

import { readFailure } from "./api-error.ts";

const url = "/api/trpc";

/** Calls in one HTTP request what a page asks for at once; listens to subscriptions as server-sent events. */
export function createBrowserClient(): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url }),
        false: httpBatchLink({ url, maxURLLength: 2000, maxItems: 10 }),
      }),
    ],
  });
}

/** Keeps what was read for 30 s; asks again only when it was the network that failed. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < 2 && ["unreachable", "service_unavailable"].includes(readFailure(error).code),
      },
      mutations: { retry: false },
    },
  });
}

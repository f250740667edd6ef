"use client";

import { useQueryClient } from "@tanstack/react-query";

import { useTRPC } from "#lib/trpc.ts";

/** Has everything that is shown about callbacks read again. */
export function useEndpointChange(): () => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries(trpc.admin.callbacks.pathFilter());
}

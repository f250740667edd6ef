"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { StoreDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";
import { useMay } from "../shell/member.tsx";

/** What can be done with a store that is connected. */
export function StoreActions({ store }: { readonly store: StoreDto }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  const mayWrite = useMay("stores:write");
  const readAgain = () => void queryClient.invalidateQueries(trpc.admin.stores.pathFilter());
  const syncNow = useMutation(
    trpc.admin.stores.syncNow.mutationOptions({
      onSuccess: ({ queued }) => {
        readAgain();
        toast.done(queued === 0 ? "Looking for changes now" : `${countWords(queued, "receipt")} tried again now`);
      },
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  const disconnect = useMutation(
    trpc.admin.stores.disconnect.mutationOptions({
      onSuccess: () => {
        readAgain();
        setLeaving(false);
        toast.done(`${store.storeName} is disconnected`);
      },
    }),
  );
  if (!mayWrite || !store.isConnected) return null;
  return (
    <>
      <Button size="medium" busy={syncNow.isPending} onClick={() => syncNow.mutate({ id: store.id })}>
        Sync now
      </Button>
      <Button size="medium" kind="danger" onClick={() => setLeaving(true)}>
        Disconnect
      </Button>
      {leaving && (
        <ActionDialog
          title={`Disconnect ${store.storeName}`}
          description="Its tokens are forgotten: no order comes in any more, and it is told nothing of stock. Its orders stay. Registering it again connects it."
          action="Disconnect store"
          destructive
          busy={disconnect.isPending}
          error={disconnect.error}
          onAct={() => disconnect.mutate({ id: store.id })}
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  );
}

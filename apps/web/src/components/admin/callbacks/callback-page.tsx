"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";

import type { EndpointDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ActionDialog } from "../parts/action-dialog.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";
import { EndpointState } from "./callbacks-list.tsx";
import { DeliveryDrawer } from "./delivery-drawer.tsx";
import { deliveryAddress, type DeliveryFilters } from "./delivery-filters.ts";
import { DeliveryLog } from "./delivery-log.tsx";

const back = { href: "/admin/callbacks", label: "Callbacks" };

interface CallbackPageProps {
  readonly id: string;
  readonly filters: DeliveryFilters;
}

/** One callback: whether it works, and everything that was sent to it. */
export function CallbackPage({ id, filters }: CallbackPageProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const { data, error, refetch } = useQuery(trpc.admin.callbacks.list.queryOptions({}, { refetchInterval: 10_000 }));
  const endpoint = data?.items.find((one) => one.id === id);
  useTitle(endpoint ? `${endpoint.event} callback` : "Callback");
  return (
    <>
      <PageHead
        title={endpoint?.event ?? "Callback"}
        back={back}
        aside={endpoint && <EndpointState endpoint={endpoint} />}
        actions={endpoint && <Actions endpoint={endpoint} />}
      />
      <FailureNotice error={error} title="The callback could not be read" onRetry={() => void refetch()} />
      {endpoint ? (
        <>
          <About endpoint={endpoint} />
          <DeliveryLog endpoint={endpoint} filters={filters} />
          {filters.delivery !== undefined && (
            <DeliveryDrawer
              id={filters.delivery}
              onClose={() =>
                router.replace(deliveryAddress(id, { ...filters, delivery: undefined }), { scroll: false })
              }
            />
          )}
        </>
      ) : data ? (
        <EmptyList title="There is no such callback">It was deleted, or the address is mistyped.</EmptyList>
      ) : (
        error === null && <ListSkeleton rows={8} />
      )}
    </>
  );
}

function About({ endpoint }: { readonly endpoint: EndpointDto }) {
  return (
    <>
      <p className="-mt-2 mb-4 break-all text-muted">
        {endpoint.targetUrl} · registered <RelativeTime instant={endpoint.createdAt} />
      </p>
      {endpoint.disabledReason !== null && (
        <Notice tone="danger" title="Nothing is sent any more" className="mb-4 rounded-admin">
          {endpoint.disabledReason}. Register the address again once it answers.
        </Notice>
      )}
    </>
  );
}

function Actions({ endpoint }: { readonly endpoint: EndpointDto }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay("callbacks:write");
  const [removing, setRemoving] = useState(false);
  const test = useMutation(
    trpc.admin.callbacks.test.mutationOptions({
      onSuccess: () => {
        toast.done("A test event is on its way");
        void queryClient.invalidateQueries(trpc.admin.callbacks.deliveries.pathFilter());
      },
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  if (!mayWrite) return null;
  return (
    <>
      <Button kind="secondary" size="medium" busy={test.isPending} onClick={() => test.mutate({ id: endpoint.id })}>
        Send test
      </Button>
      <Button kind="danger" size="medium" onClick={() => setRemoving(true)}>
        Delete
      </Button>
      {removing && <RemoveDialog endpoint={endpoint} onClose={() => setRemoving(false)} />}
    </>
  );
}

function RemoveDialog({ endpoint, onClose }: { readonly endpoint: EndpointDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { mutate, isPending, error } = useMutation(
    trpc.admin.callbacks.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.admin.callbacks.list.pathFilter());
        toast.done("The callback is deleted");
        router.replace("/admin/callbacks");
      },
    }),
  );
  return (
    <ActionDialog
      title="Delete this callback"
      description={`${endpoint.targetUrl} will hear no more of ${endpoint.event}. What waits to be sent is not sent. Registering it again makes a new secret.`}
      action="Delete callback"
      destructive
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: endpoint.id })}
      onClose={onClose}
    />
  );
}

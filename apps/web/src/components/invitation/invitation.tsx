"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import type { InvitationDto } from "@cartwright/api/schemas";

import { useLinkToken } from "#components/account/use-link-token.ts";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { AcceptForm } from "./accept-form.tsx";

const roles = { owner: "an owner", admin: "an admin", staff: "one of the staff" } as const;

/** What somebody with a mailed link is invited to, and the way to accept. */
export function Invitation() {
  const trpc = useTRPC();
  const token = useLinkToken();
  const { mutate, data, error } = useMutation(trpc.account.readInvitation.mutationOptions());
  const me = useQuery(trpc.account.me.queryOptions(undefined, { retry: false }));
  useEffect(() => {
    if (token !== null) mutate({ token });
  }, [token, mutate]);
  if (error || token === null)
    return (
      <Notice tone="danger" live>
        {error && readFailure(error).code !== "link_invalid"
          ? readFailure(error).message
          : "This link was used, is too old, or was taken back. Ask whoever invited you for another one."}
      </Notice>
    );
  if (!data || me.isPending) return <Skeleton className="h-40" />;
  const own = me.data?.email ?? null;
  return (
    <div className="grid gap-6">
      <Words invitation={data} />
      {own !== null && own !== data.email ? (
        <Notice tone="warning">
          You are signed in as {own}. Sign out first, or ask for an invitation to that address.
        </Notice>
      ) : (
        <AcceptForm token={token} invitation={data} isSignedIn={own !== null} />
      )}
    </div>
  );
}

function Words({ invitation: { organization, role, email } }: { readonly invitation: InvitationDto }) {
  return (
    <p>
      {organization} asks <b className="font-semibold [overflow-wrap:anywhere]">{email}</b> to help running the shop, as{" "}
      {roles[role]}.
    </p>
  );
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import type { PendingInvitationDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Status } from "#components/ui/status.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { FailureNotice } from "../../parts/failure-notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { useNow } from "../../parts/use-now.ts";
import { roleWords, standingWords } from "./role-words.ts";

/** Who was invited and has not answered; nothing when there is nobody. */
export function InvitationList({ mayWrite }: { readonly mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.members.invitations.queryOptions({ limit: 100 }, { refetchInterval: 15_000 }),
  );
  if (error)
    return <FailureNotice error={error} title="The invitations could not be read" onRetry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title="Invited" flush>
      <ul aria-label="Invitations">
        {data.items.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} mayWrite={mayWrite} />
        ))}
      </ul>
    </Panel>
  );
}

interface InvitationRowProps {
  readonly invitation: PendingInvitationDto;
  readonly mayWrite: boolean;
}

function InvitationRow({ invitation, mayWrite }: InvitationRowProps) {
  const { id: invitationId, email, role, invitedAt, expiresAt } = invitation;
  const now = useNow();
  const hasEnded = Date.parse(expiresAt) <= now;
  const resend = useChange("A new link is on its way");
  const revoke = useChange("The invitation is taken back");
  const trpc = useTRPC();
  const sending = useMutation(trpc.admin.members.resendInvitation.mutationOptions(resend));
  const revoking = useMutation(trpc.admin.members.revokeInvitation.mutationOptions(revoke));
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <b className="font-semibold [overflow-wrap:anywhere]">{email}</b>
          <span className="text-muted">{roleWords[role]}</span>
          {hasEnded && <Status tone="neutral">The link has run out</Status>}
        </p>
        <p className="text-muted">{standingWords(invitation)}</p>
        <p className="text-12 text-muted">
          Invited <RelativeTime instant={invitedAt} />, until {expiresAt.slice(0, 10)}
        </p>
      </div>
      {mayWrite && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            kind="secondary"
            size="small"
            busy={sending.isPending}
            onClick={() => sending.mutate({ invitationId })}
          >
            Send again<span className="sr-only"> to {email}</span>
          </Button>
          <Button
            kind="danger"
            size="small"
            busy={revoking.isPending}
            onClick={() => revoking.mutate({ invitationId })}
          >
            Take back<span className="sr-only"> {email}</span>
          </Button>
        </div>
      )}
    </li>
  );
}

function useChange(words: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return {
    onSuccess: () => toast.done(words),
    onError: (error: unknown) => toast.refused(readFailure(error).message),
    onSettled: () => void queryClient.invalidateQueries(trpc.admin.members.invitations.pathFilter()),
  };
}

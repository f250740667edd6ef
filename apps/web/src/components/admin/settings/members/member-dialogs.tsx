"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { MemberDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../../parts/action-dialog.tsx";
import { readField } from "../../parts/read-field.ts";
import { useMember } from "../../shell/member.tsx";
import { readStanding, StandingFields } from "./standing-fields.tsx";

interface DialogProps {
  readonly onClose: () => void;
}

/** After something about members was done: says so, reads them anew, and closes. */
function useDone(words: string, onClose: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => {
    toast.done(words);
    void queryClient.invalidateQueries(trpc.admin.members.pathFilter());
    onClose();
  };
}

/** Asks whom to invite, and for what. */
export function InviteDialog({ onClose }: DialogProps) {
  const trpc = useTRPC();
  const onSuccess = useDone("The invitation is on its way", onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.members.invite.mutationOptions({ onSuccess }));
  return (
    <ActionDialog
      title="Invite somebody"
      description="A mail with a link goes to the address; it works once, for a week."
      action="Send invitation"
      busy={isPending}
      error={error}
      onAct={(form) => mutate({ email: readField(form, "email"), ...readStanding(form) })}
      onClose={onClose}
    >
      <Field label="E-mail">
        {(control) => (
          <Input {...control} dense name="email" type="email" required maxLength={254} autoComplete="off" />
        )}
      </Field>
      <StandingFields />
    </ActionDialog>
  );
}

/** Asks what a member is to be from now on. */
export function ChangeMemberDialog({ member, onClose }: DialogProps & { readonly member: MemberDto }) {
  const trpc = useTRPC();
  const onSuccess = useDone("It holds from their next click", onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.members.change.mutationOptions({ onSuccess }));
  return (
    <ActionDialog
      title={`What ${member.name} may do`}
      action="Save"
      busy={isPending}
      error={error}
      onAct={(form) => mutate({ memberId: member.id, ...readStanding(form) })}
      onClose={onClose}
    >
      <StandingFields role={member.role} permissions={member.permissions} />
    </ActionDialog>
  );
}

/** Asks before somebody is taken out. */
export function RemoveMemberDialog({ member, onClose }: DialogProps & { readonly member: MemberDto }) {
  const trpc = useTRPC();
  const onSuccess = useDone(`${member.name} is no member any more`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.members.remove.mutationOptions({ onSuccess }));
  return (
    <ActionDialog
      title={`Remove ${member.name}`}
      description="They are signed out everywhere at once. API keys that they made go on working: look through them under API keys."
      action="Remove member"
      destructive
      busy={isPending}
      error={error}
      onAct={() => mutate({ memberId: member.id })}
      onClose={onClose}
    />
  );
}

/** Asks before one takes oneself out. */
export function LeaveDialog({ onClose }: DialogProps) {
  const trpc = useTRPC();
  const { organization } = useMember();
  const { mutate, isPending, error } = useMutation(
    trpc.account.leave.mutationOptions({ onSuccess: () => window.location.assign("/") }),
  );
  return (
    <ActionDialog
      title={`Leave ${organization.name}`}
      description="You are signed out, and need a new invitation to come back."
      action="Leave"
      destructive
      busy={isPending}
      error={error}
      onAct={() => mutate({ organizationId: organization.id })}
      onClose={onClose}
    />
  );
}

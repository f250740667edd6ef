"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { MemberDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../../list/list-skeleton.tsx";
import { FailureNotice } from "../../parts/failure-notice.tsx";
import { Panel } from "../../parts/panel.tsx";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { useTitle } from "../../parts/use-title.ts";
import { useMay, useMember } from "../../shell/member.tsx";
import { SettingsHead } from "../settings-head.tsx";
import { InvitationList } from "./invitation-list.tsx";
import { ChangeMemberDialog, InviteDialog, LeaveDialog, RemoveMemberDialog } from "./member-dialogs.tsx";
import { roleWords, standingWords } from "./role-words.ts";

/** Who runs the shop, and who was asked to. */
export function MemberList({ cursor }: { readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const mayWrite = useMay("members:write");
  const [inviting, setInviting] = useState(false);
  const { data, error, refetch } = useQuery(trpc.admin.members.list.queryOptions({ cursor, limit: 50 }));
  useTitle("Members");
  const invite = mayWrite && (
    <Button size="medium" onClick={() => setInviting(true)}>
      Invite somebody
    </Button>
  );
  return (
    <>
      <SettingsHead room="Members" actions={invite} />
      <FailureNotice error={error} title="The members could not be read" onRetry={() => void refetch()} />
      {data ? (
        <div className="grid gap-4">
          <Panel title="Members" flush>
            <ul aria-label="Members">
              {data.items.map((member) => (
                <MemberRow key={member.id} member={member} mayWrite={mayWrite} />
              ))}
            </ul>
          </Panel>
          <CursorPages
            dense
            firstHref={cursor === undefined ? undefined : "/admin/settings/members"}
            nextHref={data.nextCursor === null ? undefined : `/admin/settings/members?cursor=${data.nextCursor}`}
          />
          <InvitationList mayWrite={mayWrite} />
        </div>
      ) : (
        error === null && <ListSkeleton rows={4} />
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}

function MemberRow({ member, mayWrite }: { readonly member: MemberDto; readonly mayWrite: boolean }) {
  const own = useMember();
  const [open, setOpen] = useState<"change" | "remove" | "leave" | null>(null);
  const { name, email, role, lastSignInAt, hasSecondFactor } = member;
  const isSelf = member.userId === own.id;
  // What is refused anyway is not offered: an owner to whoever is none, an admin to staff.
  const isAbove = (role === "owner" && own.role !== "owner") || (role === "admin" && own.role === "staff");
  const close = () => setOpen(null);
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <b className="font-semibold break-words">{name === "" ? email : name}</b>
          <span className="text-muted">
            {roleWords[role]}
            {isSelf && ", you"}
          </span>
        </p>
        <p className="text-muted [overflow-wrap:anywhere]">{standingWords(member)}</p>
        <p className="flex flex-wrap gap-x-4 text-12 text-muted [overflow-wrap:anywhere]">
          <span>{email}</span>
          <span>
            {lastSignInAt === null ? (
              "Never signed in"
            ) : (
              <>
                Signed in <RelativeTime instant={lastSignInAt} />
              </>
            )}
          </span>
          {hasSecondFactor && <span>Second step on</span>}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {mayWrite && !isAbove && (
          <Button kind="secondary" size="small" onClick={() => setOpen("change")}>
            Change<span className="sr-only"> {name}</span>
          </Button>
        )}
        {isSelf ? (
          <Button kind="danger" size="small" onClick={() => setOpen("leave")}>
            Leave
          </Button>
        ) : (
          mayWrite &&
          !isAbove && (
            <Button kind="danger" size="small" onClick={() => setOpen("remove")}>
              Remove<span className="sr-only"> {name}</span>
            </Button>
          )
        )}
      </div>
      {open === "change" && <ChangeMemberDialog member={member} onClose={close} />}
      {open === "remove" && <RemoveMemberDialog member={member} onClose={close} />}
      {open === "leave" && <LeaveDialog onClose={close} />}
    </li>
  );
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";

import type { RuleDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Status } from "#components/ui/status.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { AreaTabs } from "../parts/area-tabs.tsx";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";

const back = { href: "/admin/automation", label: "Rules" };

interface RuleFrameProps {
  readonly id: string;
  readonly room: "log" | "edit" | "versions";
  readonly children: (rule: RuleDto) => ReactNode;
}

/** What the pages of one rule share: its name and state, the switch, and the way between them. */
export function RuleFrame({ id, room, children }: RuleFrameProps) {
  const trpc = useTRPC();
  const { data: rule, error, refetch } = useQuery(trpc.admin.automation.get.queryOptions({ id }));
  useTitle(rule ? `${rule.name}${rule.enabled ? "" : ", off"}` : "Rule");
  if (!rule) {
    return (
      <>
        <PageHead title="Rule" back={back} />
        {error && readFailure(error).code === "not_found" ? (
          <EmptyList title="There is no such rule">It was deleted, or the address is mistyped.</EmptyList>
        ) : (
          <FailureNotice error={error} title="The rule could not be read" onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  const path = `/admin/automation/${id}`;
  const tabs = { log: path, edit: `${path}/edit`, versions: `${path}/versions` };
  return (
    <>
      <PageHead
        title={rule.name}
        back={back}
        aside={<State rule={rule} />}
        actions={<Actions key={String(rule.enabled)} rule={rule} />}
      />
      <AreaTabs
        label="This rule"
        tabs={[
          { href: tabs.log, label: "Log" },
          { href: tabs.edit, label: "Edit" },
          { href: tabs.versions, label: "Versions" },
        ]}
        current={tabs[room]}
      />
      {children(rule)}
    </>
  );
}

function State({ rule: { enabled, nextRunAt, version } }: { readonly rule: RuleDto }) {
  return (
    <output className="flex flex-wrap items-center gap-x-4 text-muted">
      <Status tone={enabled ? "good" : "neutral"} className="text-ink">
        {enabled ? "On" : "Off"}
      </Status>
      <span className="figures">Version {version}</span>
      {nextRunAt !== null && (
        <span>
          Next <RelativeTime instant={nextRunAt} />
        </span>
      )}
    </output>
  );
}

function Actions({ rule }: { readonly rule: RuleDto }) {
  const trpc = useTRPC();
  const mayWrite = useMay("rules:write");
  const queryClient = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const change = useMutation(
    trpc.admin.automation.switch.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.admin.automation.get.queryKey({ id: rule.id }), saved);
        void queryClient.invalidateQueries(trpc.admin.automation.list.pathFilter());
        toast.done(saved.enabled ? "The rule is on" : "The rule is off");
      },
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  if (!mayWrite) return null;
  return (
    <>
      <Button
        size="medium"
        kind={rule.enabled ? "secondary" : "primary"}
        busy={change.isPending}
        onClick={() => change.mutate({ id: rule.id, enabled: !rule.enabled })}
      >
        {rule.enabled ? "Switch off" : "Switch on"}
      </Button>
      <Button size="medium" kind="danger" onClick={() => setRemoving(true)}>
        Delete
      </Button>
      {removing && <RemoveDialog rule={rule} onClose={() => setRemoving(false)} />}
    </>
  );
}

function RemoveDialog({ rule, onClose }: { readonly rule: RuleDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { mutate, isPending, error } = useMutation(
    trpc.admin.automation.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.admin.automation.list.pathFilter());
        toast.done("The rule is deleted");
        router.replace("/admin/automation");
      },
    }),
  );
  return (
    <ActionDialog
      title={`Delete ${rule.name}`}
      description="It is asked about nothing more, and what it waits for ends. What it has done stays done. Switch it off to keep it."
      action="Delete rule"
      destructive
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: rule.id })}
      onClose={onClose}
    />
  );
}

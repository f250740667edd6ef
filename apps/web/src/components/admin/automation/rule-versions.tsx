"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { RuleDto, RuleVersionDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ActionDialog } from "../parts/action-dialog.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { addressOf } from "../parts/search-params.ts";
import { useMay } from "../shell/member.tsx";
import { RuleFrame } from "./rule-frame.tsx";

/** How a rule was saved, newest first, and the way back to an earlier version. */
export function RuleVersions({ id, cursor }: { readonly id: string; readonly cursor: string | undefined }) {
  return (
    <RuleFrame id={id} room="versions">
      {(rule) => <Versions rule={rule} cursor={cursor} />}
    </RuleFrame>
  );
}

function Versions({ rule, cursor }: { readonly rule: RuleDto; readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const path = `/admin/automation/${rule.id}/versions`;
  const { data, error, refetch } = useQuery(
    trpc.admin.automation.versions.queryOptions({ id: rule.id, cursor, limit: 20 }),
  );
  return (
    <>
      <FailureNotice error={error} title="The versions could not be read" onRetry={() => void refetch()} />
      {!data && error === null && <ListSkeleton rows={4} />}
      {data && (
        <ol aria-label="Versions" className="rounded-admin border border-line bg-surface">
          {data.items.map((version) => (
            <Version key={version.version} rule={rule} version={version} />
          ))}
        </ol>
      )}
      {data && (
        <CursorPages
          dense
          firstHref={cursor === undefined ? undefined : path}
          nextHref={data.nextCursor === null ? undefined : addressOf(path, { cursor: data.nextCursor })}
        />
      )}
    </>
  );
}

function Version({ rule, version }: { readonly rule: RuleDto; readonly version: RuleVersionDto }) {
  const mayWrite = useMay("rules:write");
  const [asking, setAsking] = useState(false);
  const isCurrent = version.version === rule.version;
  const { savedBy } = version;
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="figures font-medium">
          Version {version.version}
          {isCurrent && <span className="font-normal text-muted"> · now</span>}
        </p>
        <p>{version.when}.</p>
        {version.conditions.length > 0 && <p className="text-muted">If: {version.conditions.join("; ")}</p>}
        <p className="text-muted">Then: {version.actions.join("; ")}</p>
        <p className="mt-0.5 text-12 text-muted">
          {savedBy.name ?? (savedBy.type === "api_key" ? "An API key" : "The system")} ·{" "}
          <RelativeTime instant={version.savedAt} />
        </p>
      </div>
      {mayWrite && !isCurrent && (
        <Button kind="secondary" size="small" onClick={() => setAsking(true)}>
          Restore version {version.version}
        </Button>
      )}
      {asking && <RestoreDialog rule={rule} version={version.version} onClose={() => setAsking(false)} />}
    </li>
  );
}

interface RestoreDialogProps {
  readonly rule: RuleDto;
  readonly version: number;
  readonly onClose: () => void;
}

function RestoreDialog({ rule, version, onClose }: RestoreDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    trpc.admin.automation.restore.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.admin.automation.get.queryKey({ id: rule.id }), saved);
        void queryClient.invalidateQueries(trpc.admin.automation.pathFilter());
        toast.done(`Version ${version} is back, as version ${saved.version}`);
        onClose();
      },
    }),
  );
  return (
    <ActionDialog
      title={`Restore version ${version}`}
      description={`It is saved as version ${rule.version + 1} and asked from then on. Version ${rule.version} stays in this list.`}
      action="Restore version"
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: rule.id, version })}
      onClose={onClose}
    />
  );
}

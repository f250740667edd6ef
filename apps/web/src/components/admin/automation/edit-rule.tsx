"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import type { RuleDto } from "@cartwright/api/schemas";

import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { useMay } from "../shell/member.tsx";
import { InitialDraft } from "./initial-draft.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { RuleFrame } from "./rule-frame.tsx";

/** Changes a rule: each save is its next version. */
export function EditRule({ id }: { readonly id: string }) {
  return (
    <RuleFrame id={id} room="edit">
      {(rule) => <Editor key={rule.version} rule={rule} />}
    </RuleFrame>
  );
}

function Editor({ rule }: { readonly rule: RuleDto }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const mayWrite = useMay("rules:write");
  const choices = useQuery(trpc.admin.automation.choices.queryOptions({}, { staleTime: Infinity }));
  const { id, version: expectedVersion } = rule;
  const { mutate, isPending, error } = useMutation(
    trpc.admin.automation.update.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.admin.automation.get.queryKey({ id }), saved);
        void queryClient.invalidateQueries(trpc.admin.automation.pathFilter());
        toast.done(`Saved as version ${saved.version}`);
        router.push(`/admin/automation/${id}`);
      },
    }),
  );
  if (!choices.data) {
    return choices.error ? (
      <FailureNotice
        error={choices.error}
        title="The editor could not be opened"
        onRetry={() => void choices.refetch()}
      />
    ) : (
      <ListSkeleton rows={6} />
    );
  }
  const { data } = choices;
  return (
    <InitialDraft start={rule}>
      {(initial) => (
        <RuleEditor
          initial={initial}
          choices={data}
          busy={isPending}
          error={error}
          action="Save rule"
          mayWrite={mayWrite}
          onSave={(changed) => mutate({ id, expectedVersion, ...changed })}
        />
      )}
    </InitialDraft>
  );
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import type { RuleChoicesDto } from "@cartwright/api/schemas";

import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";
import { InitialDraft } from "./initial-draft.tsx";
import { emptyRule } from "./rule-draft.ts";
import { RuleEditor } from "./rule-editor.tsx";

/** A new rule, from nothing or from a template. It is off until somebody switches it on. */
export function NewRule({ template }: { readonly template: string | undefined }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.admin.automation.choices.queryOptions({}, { staleTime: Infinity }));
  useTitle("New rule");
  return (
    <>
      <PageHead title="New rule" back={{ href: "/admin/automation", label: "Rules" }} />
      <FailureNotice error={error} title="The editor could not be opened" onRetry={() => void refetch()} />
      {data ? <Editor choices={data} template={template} /> : error === null && <ListSkeleton rows={6} />}
    </>
  );
}

interface EditorProps {
  readonly choices: RuleChoicesDto;
  readonly template: string | undefined;
}

function Editor({ choices, template }: EditorProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const mayWrite = useMay("rules:write");
  const chosen = choices.templates.find(({ slug }) => slug === template);
  const { mutate, isPending, error } = useMutation(
    trpc.admin.automation.create.mutationOptions({
      onSuccess: ({ id, name }) => {
        void queryClient.invalidateQueries(trpc.admin.automation.list.pathFilter());
        toast.done(`${name} is saved, and off`);
        router.push(`/admin/automation/${id}`);
      },
    }),
  );
  const start = chosen ? { name: chosen.name, priority: 0, definition: chosen.definition } : emptyRule;
  return (
    <InitialDraft key={template ?? ""} start={start}>
      {(initial) => (
        <RuleEditor
          initial={initial}
          choices={choices}
          busy={isPending}
          error={error}
          action="Save rule"
          mayWrite={mayWrite}
          onSave={(rule) => mutate(rule)}
        />
      )}
    </InitialDraft>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import { buttonClass } from "#components/ui/button-class.ts";
import { useTRPC } from "#lib/trpc.ts";

import { CallbacksHead } from "../callbacks/callbacks-head.tsx";
import { ListSkeleton } from "../list/list-skeleton.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";

/** Rules to start from: each opens in the editor and is off until somebody saves and switches it on. */
export function TemplatesList() {
  const trpc = useTRPC();
  const mayWrite = useMay("rules:write");
  const { data, error, refetch } = useQuery(trpc.admin.automation.choices.queryOptions({}));
  useTitle("Rule templates");
  return (
    <>
      <CallbacksHead room="Templates" />
      <FailureNotice error={error} title="The templates could not be read" onRetry={() => void refetch()} />
      {!data && error === null && <ListSkeleton rows={6} />}
      <ul aria-label="Templates" className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
        {data?.templates.map(({ slug, name, about, when, conditions, actions }) => (
          <li key={slug} className="flex flex-col gap-3 rounded-admin border border-line bg-surface p-4">
            <div>
              <h2 className="font-semibold">{name}</h2>
              <p className="mt-1 text-muted">{about}</p>
            </div>
            <dl className="grid grid-cols-[3.5rem_1fr] gap-x-2 gap-y-1 text-12">
              <Line label="When">{when.replace(/^When /, "")}</Line>
              {conditions.map((condition, index) => (
                <Line key={condition} label={index === 0 ? "If" : "and"}>
                  {condition}
                </Line>
              ))}
              {actions.map((action, index) => (
                <Line key={action} label={index === 0 ? "Then" : "and"}>
                  {action}
                </Line>
              ))}
            </dl>
            {mayWrite && (
              <Link
                href={`/admin/automation/new?template=${slug}`}
                aria-label={`Use template: ${name}`}
                className={buttonClass({ kind: "secondary", size: "small" }, "mt-auto self-start")}
              >
                Use template
              </Link>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

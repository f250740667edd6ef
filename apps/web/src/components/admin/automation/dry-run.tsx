"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";

import type { DryRunDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { countWords } from "../parts/count-words.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { outcomeWords, pageOf } from "./outcome-words.ts";
import type { fromDraft } from "./rule-draft.ts";

/** Asks the rule, as it stands in the form, about what happened last. Nothing is done. */
export function DryRun({ rule }: { readonly rule: () => ReturnType<typeof fromDraft> }) {
  const trpc = useTRPC();
  const { mutate, isPending, error, data } = useMutation(trpc.admin.automation.dryRun.mutationOptions());
  const start = () => {
    const { name, ...rest } = rule();
    mutate({ name: name === "" ? "Untitled" : name, ...rest });
  };
  return (
    <Panel title="Try it">
      <p className="mb-3 text-muted">
        What it would have done with the last 1,000 events. Nothing is written; orders, customers and facts are looked
        at as they are now.
      </p>
      <Button kind="secondary" size="medium" busy={isPending} onClick={start}>
        Dry run
      </Button>
      <div className="mt-3">
        <FailureNotice error={error} title="It cannot be tried as it stands" />
        {data && <Result run={data} />}
      </div>
    </Panel>
  );
}

function Result({ run: { looked, asked, wouldAct, entries } }: { readonly run: DryRunDto }) {
  return (
    <div aria-live="polite">
      <p className="figures font-medium">
        {wouldAct === 0 ? "It would not have acted" : `It would have acted ${countWords(wouldAct, "time")}`}
      </p>
      <p className="figures text-12 text-muted">
        Asked about {asked} of the last {looked} events.
      </p>
      <ul aria-label="What would have happened" className="mt-2 grid max-h-120 gap-3 overflow-y-auto">
        {entries.map(({ event, outcome, reason, effects }) => {
          const { tone, word } = outcomeWords(outcome);
          const page = pageOf(event);
          return (
            <li key={`${event.aggregateId} ${event.type} ${event.at}`} className="border-t border-line pt-3">
              <p className="flex flex-wrap justify-between gap-x-3">
                <Status tone={tone}>{outcome === "fired" ? "Would act" : word}</Status>
                <RelativeTime instant={event.at} className="text-12 text-muted" />
              </p>
              <p className="[overflow-wrap:anywhere]">{reason}</p>
              {effects.map((effect) => (
                <p key={effect} className="[overflow-wrap:anywhere] text-muted">
                  {effect}
                </p>
              ))}
              <p className="text-12 text-muted">
                {page === undefined ? (
                  event.type
                ) : (
                  <Link href={page} className="underline decoration-edge underline-offset-4">
                    {event.type}
                  </Link>
                )}
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

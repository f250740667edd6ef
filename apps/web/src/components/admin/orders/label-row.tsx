"use client";

import { useMutation } from "@tanstack/react-query";

import type { LabelDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Status, type StatusTone } from "#components/ui/status.tsx";
import { capitalise } from "#lib/parcel-words.ts";
import { useTRPC } from "#lib/trpc.ts";

import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useMay } from "../shell/member.tsx";
import { useOrderChange } from "./use-order-change.ts";

const states: Readonly<Record<LabelDto["state"], { readonly tone: StatusTone; readonly word: string }>> = {
  asked: { tone: "active", word: "Being bought" },
  bought: { tone: "good", word: "Bought" },
  unknown: { tone: "danger", word: "Not known" },
  refused: { tone: "neutral", word: "Not bought" },
  cancelled: { tone: "neutral", word: "Called off" },
};

/** One label: what became of it, and what can be done about it. */
export function LabelRow({ orderId, label }: { readonly orderId: string; readonly label: LabelDto }) {
  const { state, kind, service, weightGrams, printable, id, problem, askedAt } = label;
  const mayWrite = useMay("orders:write");
  const name = kind === "return" ? "Return label" : "Label";
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-medium">{name}</span>
        <Status tone={states[state].tone}>{states[state].word}</Status>
        <span className="figures text-muted">
          {capitalise(label.carrier)} {service}, {(weightGrams / 1_000).toFixed(2)} kg
        </span>
        <RelativeTime instant={askedAt} className="ml-auto text-muted" />
      </div>
      {state === "refused" && problem !== null && <p className="text-muted">{problem}</p>}
      {state === "bought" && !printable && (
        <Notice tone="warning">
          The label was made, but its file was lost on the way. Print it at the carrier, or call it off and buy another.
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        {printable && (
          <a
            href={`/admin/orders/${orderId}/labels/${id}`}
            target="_blank"
            rel="noopener"
            className={buttonClass({ kind: "secondary", size: "small" })}
          >
            Print {name.toLowerCase()}
          </a>
        )}
        {mayWrite && state === "bought" && <CancelLabel orderId={orderId} labelId={id} name={name.toLowerCase()} />}
      </div>
      {state === "unknown" && <UnknownLabel orderId={orderId} label={label} mayWrite={mayWrite} />}
    </li>
  );
}

interface CancelLabelProps {
  readonly orderId: string;
  readonly labelId: string;
  readonly name: string;
}

function CancelLabel({ orderId, labelId, name }: CancelLabelProps) {
  const trpc = useTRPC();
  const onSuccess = useOrderChange(`The ${name} is called off`, nothing);
  const { mutate, isPending, error } = useMutation(trpc.admin.labels.cancel.mutationOptions({ onSuccess }));
  return (
    <>
      <Button size="small" kind="quiet" busy={isPending} onClick={() => mutate({ id: orderId, labelId })}>
        Call {name} off
      </Button>
      <FailureNotice error={error} title="It was not called off" />
    </>
  );
}

interface UnknownLabelProps {
  readonly orderId: string;
  readonly label: LabelDto;
  readonly mayWrite: boolean;
}

function UnknownLabel({ orderId, label, mayWrite }: UnknownLabelProps) {
  const trpc = useTRPC();
  const onSuccess = useOrderChange("Another label can be bought", nothing);
  const { mutate, isPending, error } = useMutation(trpc.admin.labels.release.mutationOptions({ onSuccess }));
  return (
    <Notice tone="warning" title="Nobody knows whether this label was made">
      {label.problem} It is looked for by itself. If {capitalise(label.carrier)}’s own service shows no parcel of this
      order, say so: then another one can be bought.
      {mayWrite && (
        <Button
          size="small"
          kind="secondary"
          className="mt-2"
          busy={isPending}
          onClick={() => mutate({ id: orderId, labelId: label.id })}
        >
          No label was made
        </Button>
      )}
      <FailureNotice error={error} title="It was not done" />
    </Notice>
  );
}

function nothing(): void {
  // The page shows what came of it.
}

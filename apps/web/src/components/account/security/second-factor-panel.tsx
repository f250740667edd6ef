"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { CodeField } from "#components/account/code-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Status } from "#components/ui/status.tsx";
import { toast } from "#components/ui/toast.ts";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { OwnChange, PasswordField } from "./own-change.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { Section } from "./section.tsx";
import { SetUpFactor } from "./set-up-factor.tsx";

interface SecondFactorPanelProps {
  readonly dense: boolean;
  readonly security: { readonly recoveryCodesLeft: number | null };
}

type Doing = "set-up" | "renew" | "remove";

/** A code from an app beside the password: to be turned on, looked after and turned off. */
export function SecondFactorPanel({ dense, security }: SecondFactorPanelProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const left = security.recoveryCodesLeft;
  const settle = (shown: readonly string[] | null): void => {
    setDoing(null);
    setCodes(shown);
    void queryClient.invalidateQueries(trpc.account.pathFilter());
  };
  return (
    <Section
      title="Second step"
      dense={dense}
      aside={
        <Status tone={left === null ? "neutral" : "good"} className="text-14">
          {left === null ? "Off" : "On"}
        </Status>
      }
    >
      {codes ? (
        <RecoveryCodes codes={codes} dense={dense} onDone={() => setCodes(null)} />
      ) : (
        <>
          {doing === null && <Standing dense={dense} left={left} onBegin={setDoing} />}
          {doing === "set-up" && <SetUpFactor dense={dense} onCancel={() => setDoing(null)} onDone={settle} />}
          {doing === "renew" && <Renew dense={dense} onCancel={() => setDoing(null)} onDone={settle} />}
          {doing === "remove" && <Remove dense={dense} onCancel={() => setDoing(null)} onDone={() => settle(null)} />}
        </>
      )}
    </Section>
  );
}

interface StandingProps {
  readonly dense: boolean;
  readonly left: number | null;
  readonly onBegin: (doing: Doing) => void;
}

function Standing({ dense, left, onBegin }: StandingProps) {
  const size = dense ? "medium" : "touch";
  if (left === null) {
    return (
      <>
        <p className="mb-3 text-muted">
          Signing in then takes a code from an app on your phone as well, so that your password alone is no use to
          anybody.
        </p>
        <Button kind="secondary" size={size} onClick={() => onBegin("set-up")}>
          Turn on
        </Button>
      </>
    );
  }
  return (
    <>
      <p className="mb-3 text-muted">
        {left === 1 ? "1 recovery code is left." : `${left} recovery codes are left.`} Each lets you in once without the
        app.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button kind="secondary" size={size} onClick={() => onBegin("renew")}>
          New recovery codes
        </Button>
        <Button kind="danger" size={size} onClick={() => onBegin("remove")}>
          Turn off
        </Button>
      </div>
    </>
  );
}

interface StepProps {
  readonly dense: boolean;
  readonly onCancel: () => void;
}

function Renew({ dense, onCancel, onDone }: StepProps & { readonly onDone: (codes: readonly string[]) => void }) {
  const trpc = useTRPC();
  const { mutate, isPending, error } = useMutation(
    trpc.account.secondFactor.renewCodes.mutationOptions({ onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) }),
  );
  return (
    <OwnChange
      dense={dense}
      action="Make new codes"
      busy={isPending}
      error={error}
      onCancel={onCancel}
      onSend={(data) => mutate({ code: formText(data, "code") })}
    >
      <p className="text-muted">The recovery codes that you have stop working.</p>
      <CodeField dense={dense} takesFocus />
    </OwnChange>
  );
}

function Remove({ dense, onCancel, onDone }: StepProps & { readonly onDone: () => void }) {
  const trpc = useTRPC();
  const { mutate, isPending, error } = useMutation(
    trpc.account.secondFactor.remove.mutationOptions({
      onSuccess: () => {
        toast.done("The second step is off");
        onDone();
      },
    }),
  );
  return (
    <OwnChange
      dense={dense}
      action="Turn off"
      kind="danger"
      busy={isPending}
      error={error}
      onCancel={onCancel}
      onSend={(data) => mutate({ password: formText(data, "password"), code: formText(data, "code") })}
    >
      <PasswordField dense={dense} />
      <CodeField dense={dense} />
    </OwnChange>
  );
}

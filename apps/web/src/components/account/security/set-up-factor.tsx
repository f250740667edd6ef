"use client";

import { useMutation } from "@tanstack/react-query";

import { CodeField } from "#components/account/code-field.tsx";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { OwnChange, PasswordField } from "./own-change.tsx";
import { QrCode } from "./qr-code.tsx";

interface SetUpFactorProps {
  readonly dense: boolean;
  readonly onCancel: () => void;
  /** With the recovery codes, to be shown now and never again. */
  readonly onDone: (codes: readonly string[]) => void;
}

/** The password, then the secret for the app, then a first code that shows that the app has it. */
export function SetUpFactor({ dense, onCancel, onDone }: SetUpFactorProps) {
  const trpc = useTRPC();
  const begin = useMutation(trpc.account.secondFactor.begin.mutationOptions());
  const confirm = useMutation(
    trpc.account.secondFactor.confirm.mutationOptions({ onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) }),
  );
  if (!begin.data) {
    return (
      <OwnChange
        dense={dense}
        action="Continue"
        busy={begin.isPending}
        error={begin.error}
        onCancel={onCancel}
        onSend={(data) => begin.mutate({ password: formText(data, "password") })}
      >
        <PasswordField dense={dense} />
      </OwnChange>
    );
  }
  const { secret, uri } = begin.data;
  return (
    <OwnChange
      dense={dense}
      action="Turn on"
      busy={confirm.isPending}
      error={confirm.error}
      onCancel={onCancel}
      onSend={(data) => confirm.mutate({ code: formText(data, "code") })}
    >
      <p>Scan this with an app that makes codes, such as the one of your password manager.</p>
      <QrCode text={uri} label="QR code with the secret for your app" />
      <p className="text-14 text-muted">
        No camera? Type this into the app:
        <code className="figures mt-1 block font-sans font-medium break-words text-ink select-all">
          {inFours(secret)}
        </code>
      </p>
      <CodeField dense={dense} appOnly takesFocus />
    </OwnChange>
  );
}

function inFours(secret: string): string {
  return secret.replaceAll(/(.{4})(?=.)/g, "$1 ");
}

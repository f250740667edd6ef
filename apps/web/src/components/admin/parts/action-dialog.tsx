"use client";

import type { FormEvent, ReactNode } from "react";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

import { FailureNotice } from "./failure-notice.tsx";

interface ActionDialogProps {
  readonly title: string;
  /** What will happen, in numbers. */
  readonly description?: string;
  /** The verb: "Ship order". */
  readonly action: string;
  readonly destructive?: boolean;
  readonly disabled?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onAct: (form: FormData) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** A question before something is done: says what, takes what is needed, and stays open with the reason when it is refused. */
export function ActionDialog(props: ActionDialogProps) {
  const {
    title,
    description,
    action,
    destructive = false,
    disabled = false,
    busy,
    error,
    onAct,
    onClose,
    children,
  } = props;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A dialog is drawn elsewhere, but its events still rise to the form that opened it.
    event.stopPropagation();
    if (!busy && !disabled) onAct(new FormData(event.currentTarget));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      {...(description === undefined ? {} : { description })}
      className="rounded-admin text-14"
    >
      <form onSubmit={submit} className="grid gap-4">
        {children}
        <FailureNotice error={error} title="It was not done" />
        <div className="flex flex-wrap justify-end gap-2">
          <Button kind="quiet" size="medium" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" size="medium" kind={destructive ? "danger" : "primary"} busy={busy} disabled={disabled}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

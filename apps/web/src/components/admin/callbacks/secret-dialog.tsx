"use client";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

import { CopyField } from "../parts/copy-field.tsx";

interface SecretDialogProps {
  readonly title: string;
  readonly description: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** Shows a signing secret, this once. */
export function SecretDialog({ title, description, secret, onClose }: SecretDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      className="rounded-admin text-14 [overflow-wrap:anywhere]"
    >
      <CopyField label="Signing secret" value={secret} />
      <Notice tone="warning" className="rounded-admin">
        This is shown once. The receiver needs it to check that a call comes from here: each carries webhook-id,
        webhook-timestamp and webhook-signature (Standard Webhooks).
      </Notice>
      <div className="flex justify-end">
        <Button size="medium" onClick={onClose}>
          I have stored it
        </Button>
      </div>
    </Dialog>
  );
}

"use client";

import type { SyncKind } from "@cartwright/api/schemas";

import { ActionDialog } from "../../parts/action-dialog.tsx";

interface CancelSyncDialogProps {
  readonly kind: SyncKind;
  readonly processedItems: number;
  readonly onCancel: () => void;
  readonly onClose: () => void;
}

const numbers = new Intl.NumberFormat("en-IE");

/** Asks before a sync is ended for good. */
export function CancelSyncDialog({ kind, processedItems, onCancel, onClose }: CancelSyncDialogProps) {
  return (
    <ActionDialog
      title={`Cancel the sync of ${kind}`}
      description={`The ${numbers.format(processedItems)} ${kind} that it has gone through stay as they are. The next sync begins anew. To go on later instead, pause it.`}
      action="Cancel sync"
      destructive
      busy={false}
      error={null}
      onAct={onCancel}
      onClose={onClose}
    />
  );
}

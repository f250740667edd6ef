"use client";

import type { ShortfallDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";
import { readField } from "../parts/read-field.ts";
import { channelWords } from "./channel-words.ts";
import { useMapShortfall, useSettleShortfall } from "./use-settle-shortfall.ts";

interface ShortfallDialogProps {
  readonly shortfall: ShortfallDto;
  readonly onClose: () => void;
}

/** Says which of our SKUs a line is. */
export function MapDialog({ shortfall, onClose }: ShortfallDialogProps) {
  const { mutate, isPending, error } = useMapShortfall(onClose);
  const { id, channel, title, sku } = shortfall;
  return (
    <ActionDialog
      title={`Map “${title}”`}
      description={`${channelWords(channel)} sold it ${sku === "" ? "without a SKU" : `as ${sku}`}. Later orders of the same listing will find it by themselves.`}
      action="Map line"
      busy={isPending}
      error={error}
      onAct={(form) => mutate({ id, sku: readField(form, "sku") })}
      onClose={onClose}
    >
      <Field label="Our SKU">
        {(control) => <Input {...control} name="sku" dense required maxLength={100} autoComplete="off" />}
      </Field>
    </ActionDialog>
  );
}

/** Says that a line is nothing to count. */
export function DismissDialog({ shortfall, onClose }: ShortfallDialogProps) {
  const { mutate, isPending, error } = useSettleShortfall("dismiss", onClose);
  return (
    <ActionDialog
      title={`“${shortfall.title}” is not stocked`}
      description="The line can be shipped and takes nothing from the shelf, as for something made to order."
      action="Needs no stock"
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: shortfall.id })}
      onClose={onClose}
    />
  );
}

/** Gives up what is missing. */
export function DropDialog({ shortfall, onClose }: ShortfallDialogProps) {
  const { mutate, isPending, error } = useSettleShortfall("drop", onClose);
  const units = countWords(shortfall.missing, "unit");
  const where = channelWords(shortfall.channel);
  return (
    <ActionDialog
      title={`Give up ${units} of “${shortfall.title}”`}
      description={`They will not be delivered. The buyer’s money is at ${where}: give it back there; the refund appears here by itself.`}
      action={`Give up ${units}`}
      destructive
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: shortfall.id })}
      onClose={onClose}
    />
  );
}

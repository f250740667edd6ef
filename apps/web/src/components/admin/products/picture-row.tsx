"use client";

import { ArrowUp, Trash2 } from "lucide-react";

import type { VariantDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Checkbox, Input } from "#components/ui/input.tsx";

import { countWords } from "../parts/count-words.ts";
import { Thumbnail } from "../parts/thumbnail.tsx";
import type { PictureDraft } from "./product-draft.ts";

interface PictureRowProps {
  readonly picture: PictureDraft;
  /** From 1. */
  readonly place: number;
  readonly of: number;
  readonly variants: readonly VariantDto[];
  readonly onChange: (part: Partial<PictureDraft>) => void;
  readonly onMove: () => void;
  readonly onRemove: () => void;
}

/** One picture: its words for those who do not see it, its place, the variants that it shows. */
export function PictureRow({ picture, place, of, variants, onChange, onMove, onRemove }: PictureRowProps) {
  const name = `picture ${place} of ${of}`;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-3">
      <Thumbnail mediaId={picture.mediaId} size="large" />
      <div className="grid grid-cols-1 content-start gap-2">
        <Input
          dense
          aria-label={`What ${name} shows`}
          placeholder="What it shows"
          maxLength={300}
          value={picture.alt}
          onChange={({ target }) => onChange({ alt: target.value })}
        />
        <div className="flex items-center gap-1">
          <span className="mr-auto text-12 text-muted">
            {place === 1 ? "Stands for the product" : `Place ${place}`}
          </span>
          <Button kind="quiet" size="iconSmall" disabled={place === 1} aria-label={`Move ${name} up`} onClick={onMove}>
            <ArrowUp aria-hidden="true" className="size-4" />
          </Button>
          <Button kind="quiet" size="iconSmall" aria-label={`Remove ${name}`} onClick={onRemove}>
            <Trash2 aria-hidden="true" className="size-4" />
          </Button>
        </div>
        {variants.length > 1 && (
          <details>
            <summary className="text-12 text-muted underline underline-offset-2">{showsWords(picture)}</summary>
            <div className="mt-1 grid gap-1">
              {variants.map(({ id, title, sku }) => (
                <label key={id} htmlFor={`${picture.mediaId}-${id}`} className="flex min-h-8 items-center gap-2.5">
                  <Checkbox
                    id={`${picture.mediaId}-${id}`}
                    checked={picture.variantIds.includes(id)}
                    onChange={({ target }) => onChange({ variantIds: ticked(picture.variantIds, id, target.checked) })}
                  />
                  {title === "" ? sku : title}
                </label>
              ))}
            </div>
          </details>
        )}
      </div>
    </li>
  );
}

function showsWords({ variantIds }: PictureDraft): string {
  return variantIds.length === 0 ? "Shows the whole product" : `Shows ${countWords(variantIds.length, "variant")}`;
}

function ticked(ids: readonly string[], id: string, checked: boolean): readonly string[] {
  return checked ? [...ids, id] : ids.filter((other) => other !== id);
}

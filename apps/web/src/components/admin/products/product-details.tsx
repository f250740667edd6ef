"use client";

import { Trash2 } from "lucide-react";

import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

import { Panel } from "../parts/panel.tsx";
import type { ProductDraft } from "./product-draft.ts";

interface ProductDetailsProps {
  readonly details: ProductDraft["details"];
  readonly onChange: (details: ProductDraft["details"]) => void;
}

/** Facts in two columns under the description: material, size, care. */
export function ProductDetails({ details, onChange }: ProductDetailsProps) {
  const change = (index: number, part: Partial<ProductDraft["details"][number]>) =>
    onChange(details.map((detail, at) => (at === index ? { ...detail, ...part } : detail)));
  return (
    <Panel title="Details">
      <div className="grid gap-2">
        {details.length === 0 && <p className="text-muted">Material, size, care: what people ask before they buy.</p>}
        {details.map(({ label, value }, index) => (
          // Rows have no id of their own; they are only added at the end.
          <div key={index} className="grid grid-cols-[minmax(6rem,1fr)_2fr_auto] gap-2">
            <Input
              dense
              aria-label={`Name of detail ${index + 1}`}
              placeholder="Material"
              maxLength={80}
              value={label}
              onChange={({ target }) => change(index, { label: target.value })}
            />
            <Input
              dense
              aria-label={`Value of detail ${index + 1}`}
              placeholder="Oiled oak"
              maxLength={400}
              value={value}
              onChange={({ target }) => change(index, { value: target.value })}
            />
            <Button
              kind="quiet"
              size="iconSmall"
              aria-label={`Remove detail ${index + 1}`}
              onClick={() => onChange(details.filter((_, at) => at !== index))}
            >
              <Trash2 aria-hidden="true" className="size-4" />
            </Button>
          </div>
        ))}
        <div>
          <Button
            kind="secondary"
            size="small"
            disabled={details.length >= 40}
            onClick={() => onChange([...details, { label: "", value: "" }])}
          >
            Add detail
          </Button>
        </div>
      </div>
    </Panel>
  );
}

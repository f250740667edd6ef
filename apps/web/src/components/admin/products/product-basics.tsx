"use client";

import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";

import { Panel } from "../parts/panel.tsx";
import type { ProductDraft } from "./product-draft.ts";

type Basics = Pick<ProductDraft, "title" | "slug" | "description">;

interface ProductBasicsProps {
  readonly draft: Basics;
  readonly onChange: (change: Partial<Basics>) => void;
  readonly slugHint: string;
  readonly slugRequired: boolean;
  /** Why the server refused the slug. */
  readonly slugError?: string | undefined;
}

/** Title, address and description. */
export function ProductBasics({ draft, onChange, slugHint, slugRequired, slugError }: ProductBasicsProps) {
  return (
    <Panel title="Product">
      <div className="grid gap-4">
        <Field label="Title">
          {(control) => (
            <Input
              {...control}
              dense
              required
              maxLength={200}
              value={draft.title}
              onChange={({ target }) => onChange({ title: target.value })}
            />
          )}
        </Field>
        <Field label="Address in the shop" hint={slugHint} error={slugError} optional={!slugRequired}>
          {(control) => (
            <Input
              {...control}
              dense
              required={slugRequired}
              maxLength={120}
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
              title="Small letters, digits and single hyphens: linen-apron"
              value={draft.slug}
              onChange={({ target }) => onChange({ slug: target.value.trim().toLowerCase() })}
            />
          )}
        </Field>
        <Field label="Description">
          {(control) => (
            <Textarea
              {...control}
              dense
              rows={6}
              maxLength={20_000}
              value={draft.description}
              onChange={({ target }) => onChange({ description: target.value })}
            />
          )}
        </Field>
      </div>
    </Panel>
  );
}

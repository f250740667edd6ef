"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import type { ProductDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { Button } from "#components/ui/button.tsx";
import { Status } from "#components/ui/status.tsx";
import { readFailure } from "#lib/api-error.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";
import { PageHead } from "../parts/page-head.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";
import { DeleteButton } from "./delete-button.tsx";
import { ProductBasics } from "./product-basics.tsx";
import { ProductCollections } from "./product-collections.tsx";
import { ProductDetails } from "./product-details.tsx";
import { ProductPictures } from "./product-pictures.tsx";
import { productStates } from "./product-states.ts";
import { SaveProblem } from "./save-problem.tsx";
import { UnsavedGuard } from "./unsaved-guard.tsx";
import { useProductEditor } from "./use-product-editor.ts";
import { VariantsTable } from "./variants-table.tsx";

const back = { href: "/admin/products", label: "Products" };

/** Changes a product: texts, collections, variants and prices with one save, stock at once. */
export function ProductEditor({ latest }: { readonly latest: ProductDto }) {
  const editor = useProductEditor(latest);
  const { draft, dirty, change } = editor;
  const mayWrite = useMay("products:write");
  const { tone, word } = productStates[latest.status];
  useTitle(`${dirty ? "Unsaved: " : ""}${latest.title}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dirty) editor.save();
  };
  return (
    <form onSubmit={submit}>
      <UnsavedGuard dirty={dirty} />
      <PageHead
        title={latest.title}
        back={back}
        aside={
          <output className="flex flex-wrap items-center gap-x-4 text-muted">
            <Status tone={tone} className="text-ink">
              {word}
            </Status>
            {dirty ? (
              <span className="font-medium text-warm">Unsaved changes</span>
            ) : (
              <span>
                Saved <RelativeTime instant={latest.updatedAt} />
              </span>
            )}
          </output>
        }
        actions={mayWrite && <Actions product={latest} editor={editor} />}
      />
      <SaveProblem error={editor.error} newer={editor.newer} onDiscard={editor.discard} onGoOn={editor.goOn} />
      <fieldset
        disabled={!mayWrite}
        className="grid min-w-0 grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem] xl:grid-cols-[minmax(0,1fr)_21rem]"
      >
        <legend className="sr-only">{latest.title}</legend>
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <ProductBasics
            draft={draft}
            onChange={change}
            slugRequired
            slugHint="The last part of the product’s address. Links to the old one stop working."
            slugError={
              readFailure(editor.error ?? null).code === "slug_taken" ? "Another product has this address." : undefined
            }
          />
          <VariantsTable
            product={latest}
            currency={editor.currency}
            variants={draft.variants}
            onChange={(variants) => change({ variants })}
            onStock={editor.setStock}
          />
          <ProductDetails details={draft.details} onChange={(details) => change({ details })} />
        </div>
        <div className="grid grid-cols-1 gap-4">
          <ProductPictures
            title={draft.title}
            pictures={draft.media}
            variants={latest.variants}
            onChange={(next) => change(({ media }) => ({ media: next(media) }))}
          />
          <ProductCollections chosen={draft.collections} onChange={(collections) => change({ collections })} />
        </div>
      </fieldset>
    </form>
  );
}

interface ActionsProps {
  readonly product: ProductDto;
  readonly editor: ReturnType<typeof useProductEditor>;
}

function Actions({ product, editor: { dirty, busy, save } }: ActionsProps) {
  const [archiving, setArchiving] = useState(false);
  return (
    <>
      {product.status === "active" ? (
        <>
          <Link
            href={`/products/${product.slug}`}
            target="_blank"
            className={buttonClass({ kind: "quiet", size: "medium" })}
          >
            See in the shop
            <ExternalLink aria-hidden="true" className="size-4" />
          </Link>
          <Button kind="danger" size="medium" onClick={() => setArchiving(true)}>
            Archive
          </Button>
        </>
      ) : (
        <>
          <DeleteButton product={product} />
          <Button kind="secondary" size="medium" busy={busy} onClick={() => save("active")}>
            {dirty ? "Save and publish" : "Publish"}
          </Button>
        </>
      )}
      <Button type="submit" size="medium" disabled={!dirty} busy={busy}>
        Save
      </Button>
      {archiving && (
        <ActionDialog
          title={`Archive ${product.title}`}
          description={archiveWords(product)}
          action="Archive product"
          destructive
          busy={busy}
          error={null}
          onAct={() => {
            save("archived");
            setArchiving(false);
          }}
          onClose={() => setArchiving(false)}
        />
      )}
    </>
  );
}

function archiveWords({ variants }: ProductDto): string {
  const units = variants.reduce((sum, { available }) => sum + available, 0);
  return `${countWords(variants.length, "variant")} with ${countWords(units, "available unit")} will no longer be on sale. Orders stay as they are, and it can be published again.`;
}

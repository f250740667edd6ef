"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { countWords } from "../parts/count-words.ts";
import { PageHead } from "../parts/page-head.tsx";
import { Panel } from "../parts/panel.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMember } from "../shell/member.tsx";
import { NewVariants, type NewVariantDraft } from "./new-variants.tsx";
import { OptionRows, readOptions, type OptionDraft } from "./option-rows.tsx";
import { ProductBasics } from "./product-basics.tsx";
import { ProductCollections } from "./product-collections.tsx";
import { ProductDetails } from "./product-details.tsx";
import { combinations, newVariant, optionsTitle, toVariantInput, type ProductDraft } from "./product-draft.ts";
import { SaveProblem } from "./save-problem.tsx";
import { UnsavedGuard } from "./unsaved-guard.tsx";

const back = { href: "/admin/products", label: "Products" };
const empty = { title: "", slug: "", description: "", details: [], collections: [] };
const mostVariants = 250;

/** A product from nothing: options make its variants, each with its price and first stock. */
export function NewProduct() {
  const [draft, setDraft] = useState<Omit<ProductDraft, "variants" | "media">>(empty);
  const [options, setOptions] = useState<readonly OptionDraft[]>([]);
  const [rows, setRows] = useState<Readonly<Record<string, NewVariantDraft>>>({});
  const { currency } = useMember().organization;
  const { mutate, isPending, error, isSuccess } = useCreate();
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const wanted = combinations(readOptions(options));
  const variants = wanted.slice(0, mostVariants).map((combination) => {
    const title = optionsTitle(combination);
    return rows[title] ?? { ...newVariant(combination), key: title, stock: "0" };
  });
  useTitle("New product");
  const dirty = !isSuccess && JSON.stringify(draft) !== JSON.stringify(empty);
  const save = (status: "draft" | "active") =>
    mutate({
      title: draft.title,
      description: draft.description,
      details: draft.details.filter(({ label }) => label.trim() !== ""),
      collections: [...draft.collections],
      ...(draft.slug === "" ? {} : { slug: draft.slug }),
      status,
      options: readOptions(options),
      variants: variants.map((variant) => ({
        ...toVariantInput(variant, currency),
        id: undefined,
        stock: Number(variant.stock === "" ? 0 : variant.stock),
      })),
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const pressed = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
        save(pressed?.getAttribute("value") === "active" ? "active" : "draft");
      }}
    >
      <UnsavedGuard dirty={dirty} />
      <PageHead
        title="New product"
        back={back}
        actions={
          <>
            <Button type="submit" name="status" value="draft" kind="secondary" size="medium" busy={isPending}>
              Save as draft
            </Button>
            <Button type="submit" name="status" value="active" size="medium" busy={isPending}>
              Save and publish
            </Button>
          </>
        }
      />
      <SaveProblem error={error} newer={false} onDiscard={noop} onGoOn={noop} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_18rem] xl:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <ProductBasics
            draft={draft}
            onChange={change}
            slugRequired={false}
            slugHint="The last part of the product’s address; made from the title when left empty."
            slugError={readFailure(error).code === "slug_taken" ? "Another product has this address." : undefined}
          />
          <Panel title="Options">
            <OptionRows options={options} onChange={setOptions} />
          </Panel>
          <Panel
            title="Variants"
            flush
            aside={<span className="figures text-muted">{countWords(variants.length, "variant")}</span>}
          >
            <NewVariants
              variants={variants}
              currency={currency}
              tooMany={wanted.length > mostVariants ? wanted.length : null}
              onChange={(variant) => setRows({ ...rows, [variant.key]: variant })}
            />
          </Panel>
          <ProductDetails details={draft.details} onChange={(details) => change({ details })} />
        </div>
        <ProductCollections chosen={draft.collections} onChange={(collections) => change({ collections })} />
      </div>
    </form>
  );
}

function useCreate() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation(
    trpc.admin.products.create.mutationOptions({
      onSuccess: (product) => {
        queryClient.setQueryData(trpc.admin.products.get.queryKey({ id: product.id }), product);
        void queryClient.invalidateQueries(trpc.admin.products.list.pathFilter());
        toast.done(`${product.title} is ${product.status === "active" ? "on sale" : "saved as a draft"}`);
        router.replace(`/admin/products/${product.id}`);
      },
    }),
  );
}

function noop(): void {
  // A new product has no other version.
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { ProductDto } from "@cartwright/api/schemas";

import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { useMember } from "../shell/member.tsx";
import { toChanges, toDraft, type ProductDraft } from "./product-draft.ts";

interface Editing {
  /** The version that the draft was begun with. */
  readonly base: ProductDto;
  readonly draft: ProductDraft;
}

/** What changes; a function where the draft may have moved on meanwhile. */
export type DraftChange = Partial<ProductDraft> | ((draft: ProductDraft) => Partial<ProductDraft>);

type Stock = Readonly<Record<"onHand" | "reserved" | "available", number>>;

/**
 * A product under edit. While nothing is changed it follows what others save; once something is, the draft stays as it is
 * and `newer` says that somebody else was faster.
 */
export function useProductEditor(latest: ProductDto) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { currency } = useMember().organization;
  const [editing, setEditing] = useState<Editing>({ base: latest, draft: toDraft(latest) });
  const { base, draft } = editing;
  const changes = toChanges(draft, { product: base, currency });
  const dirty = Object.keys(changes).length > 0;
  if (!dirty && latest.version !== base.version) setEditing({ base: latest, draft: toDraft(latest) });
  const key = trpc.admin.products.get.queryKey({ id: base.id });
  const save = useMutation(
    trpc.admin.products.update.mutationOptions({
      onSuccess: (saved) => {
        setEditing({ base: saved, draft: toDraft(saved) });
        queryClient.setQueryData(key, saved);
        void queryClient.invalidateQueries(trpc.admin.products.list.pathFilter());
        toast.done(`${saved.title} is saved`);
      },
      onError: (error) => {
        if (readFailure(error).code === "version_conflict") void queryClient.invalidateQueries({ queryKey: key });
      },
    }),
  );
  return {
    draft,
    currency,
    dirty,
    newer: dirty && latest.version !== base.version,
    busy: save.isPending,
    error: save.error,
    change: (part: DraftChange) =>
      setEditing((now) => ({
        base: now.base,
        draft: { ...now.draft, ...(typeof part === "function" ? part(now.draft) : part) },
      })),
    /** Saves what was changed, and the status where one is given. */
    save: (status?: ProductDto["status"]) =>
      save.mutate({
        id: base.id,
        expectedVersion: base.version,
        ...changes,
        ...(status === undefined ? {} : { status }),
      }),
    discard: () => {
      save.reset();
      setEditing({ base: latest, draft: toDraft(latest) });
    },
    /** Keeps the draft, now knowing of the newer version: the next save writes over it where the two differ. */
    goOn: () => {
      save.reset();
      setEditing({ base: { ...base, version: latest.version }, draft });
    },
    setStock: (variantId: string, stock: Stock) =>
      queryClient.setQueryData(key, (product) =>
        product
          ? { ...product, variants: product.variants.map((one) => (one.id === variantId ? { ...one, ...stock } : one)) }
          : product,
      ),
  };
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";

import type { ProductDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";

/** Deletes a product that is not on sale, having said what that does. */
export function DeleteButton({ product }: { readonly product: ProductDto }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button kind="danger" size="medium" onClick={() => setAsking(true)}>
        Delete
      </Button>
      {asking && <DeleteDialog product={product} onClose={() => setAsking(false)} />}
    </>
  );
}

function DeleteDialog({ product, onClose }: { readonly product: ProductDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { mutate, isPending, error } = useMutation(
    trpc.admin.products.delete.mutationOptions({
      onSuccess: ({ outcome }) => {
        void queryClient.invalidateQueries(trpc.admin.products.list.pathFilter());
        toast.done(
          outcome === "deleted" ? `${product.title} is deleted` : `${product.title} stays archived: it was ordered`,
        );
        onClose();
        if (outcome === "deleted") router.push("/admin/products");
        else void queryClient.invalidateQueries(trpc.admin.products.get.pathFilter());
      },
    }),
  );
  return (
    <ActionDialog
      title={`Delete ${product.title}`}
      description="It leaves collections and carts, with its variants and what is on its shelf, for good. If it was ever ordered it is archived instead. Orders stay as they are."
      action="Delete product"
      destructive
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: product.id })}
      onClose={onClose}
    />
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";

import { Skeleton } from "#components/ui/skeleton.tsx";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { ProductEditor } from "./product-editor.tsx";

const back = { href: "/admin/products", label: "Products" };

/** One product, to be changed. */
export function ProductPage({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.admin.products.get.queryOptions({ id }));
  if (data) return <ProductEditor key={id} latest={data} />;
  return (
    <>
      <PageHead title="Product" back={back} />
      {error ? <Unread error={error} onRetry={() => void refetch()} /> : <EditorSkeleton />}
    </>
  );
}

function Unread({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (readFailure(error).code === "not_found")
    return (
      <EmptyList title="There is no such product">The address is mistyped, or it belongs to another shop.</EmptyList>
    );
  return <FailureNotice error={error} title="The product could not be read" onRetry={onRetry} />;
}

function EditorSkeleton() {
  return (
    <div aria-busy="true" className="grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
      <span className="sr-only">Loading</span>
      <div className="grid gap-4">
        <Skeleton className="h-80" />
        <Skeleton className="h-60" />
      </div>
      <Skeleton className="h-72" />
    </div>
  );
}

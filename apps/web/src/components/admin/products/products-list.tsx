"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { ProductCardDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status } from "#components/ui/status.tsx";
import { formatMoney, sameMoney } from "#lib/money.ts";
import { useTRPC } from "#lib/trpc.ts";

import { FilterChips } from "../list/filter-chips.tsx";
import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ListCell, ListHead, ListRow, ListTable } from "../list/list-table.tsx";
import { RowLink } from "../list/row-link.tsx";
import { SearchBox } from "../list/search-box.tsx";
import { countWords } from "../parts/count-words.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { useRememberList } from "../parts/list-memory.ts";
import { PageHead } from "../parts/page-head.tsx";
import { Thumbnail } from "../parts/thumbnail.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";
import { productListInput, productsAddress, type ProductFilters } from "./product-filters.ts";
import { productStates } from "./product-states.ts";

/** Every product, on sale or not. */
export function ProductsList({ filters }: { readonly filters: ProductFilters }) {
  const trpc = useTRPC();
  const mayWrite = useMay("products:write");
  useRememberList("/admin/products", productsAddress(filters));
  useTitle(filters.status === undefined ? "Products" : `Products: ${productStates[filters.status].word.toLowerCase()}`);
  const { data, error, refetch } = useQuery(trpc.admin.products.list.queryOptions(productListInput(filters)));
  return (
    <>
      <PageHead
        title="Products"
        aside={data && <span className="figures text-muted">{countWords(data.totalCount, "product")}</span>}
        actions={
          mayWrite && (
            <Link href="/admin/products/new" className={buttonClass({ size: "medium" })}>
              Add product
            </Link>
          )
        }
      />
      <Filters filters={filters} />
      <FailureNotice error={error} title="The products could not be read" onRetry={() => void refetch()} />
      {data ? (
        <>
          <Rows products={data.items} filters={filters} />
          <CursorPages
            dense
            firstHref={filters.cursor === undefined ? undefined : productsAddress({ ...filters, cursor: undefined })}
            nextHref={data.nextCursor === null ? undefined : productsAddress({ ...filters, cursor: data.nextCursor })}
          />
        </>
      ) : (
        error === null && <ListSkeleton rows={25} />
      )}
    </>
  );
}

function Filters({ filters: { query, status } }: { readonly filters: ProductFilters }) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-5 gap-y-3">
      <SearchBox
        label="Title, SKU or description"
        value={query}
        hrefFor={(wanted) => productsAddress({ status, query: wanted })}
      />
      <FilterChips
        label="Status"
        options={[
          { value: undefined, label: "All" },
          { value: "active", label: productStates.active.word },
          { value: "draft", label: productStates.draft.word },
          { value: "archived", label: productStates.archived.word },
        ]}
        chosen={status}
        hrefFor={(wanted) => productsAddress({ query, status: wanted })}
      />
    </div>
  );
}

function Rows({
  products,
  filters,
}: {
  readonly products: readonly ProductCardDto[];
  readonly filters: ProductFilters;
}) {
  if (products.length === 0) return <NoProducts filters={filters} />;
  return (
    <ListTable label="Products">
      <thead>
        <tr>
          <ListHead>Product</ListHead>
          <ListHead className="w-24 md:w-28">Status</ListHead>
          <ListHead className="hidden w-24 text-right md:table-cell">Variants</ListHead>
          <ListHead className="w-24 text-right md:w-28">Available</ListHead>
          <ListHead className="hidden w-40 text-right sm:table-cell">Price</ListHead>
        </tr>
      </thead>
      <tbody>
        {products.map((product) => (
          <ProductRow key={product.id} product={product} />
        ))}
      </tbody>
    </ListTable>
  );
}

function ProductRow({ product }: { readonly product: ProductCardDto }) {
  const { tone, word } = productStates[product.status];
  return (
    <ListRow>
      <ListCell>
        <span className="flex items-center gap-3">
          <Thumbnail mediaId={product.media?.mediaId ?? null} size="small" />
          <span className="truncate">
            <RowLink href={`/admin/products/${product.id}`}>{product.title}</RowLink>
          </span>
        </span>
      </ListCell>
      <ListCell>
        <Status tone={tone}>{word}</Status>
      </ListCell>
      <ListCell className="figures hidden text-right md:table-cell">{product.variantCount}</ListCell>
      <ListCell className="figures text-right">
        {product.available > 0 ? product.available : <span className="text-danger">Sold out</span>}
      </ListCell>
      <ListCell className="figures hidden text-right sm:table-cell">
        {formatMoney(product.minPrice)}
        {!sameMoney(product.minPrice, product.maxPrice) && ` – ${formatMoney(product.maxPrice)}`}
      </ListCell>
    </ListRow>
  );
}

function NoProducts({ filters: { query, status, cursor } }: { readonly filters: ProductFilters }) {
  if (query === undefined && status === undefined && cursor === undefined) {
    return (
      <EmptyList
        title="No products yet"
        action={
          <Link href="/admin/products/new" className={buttonClass({ size: "medium" })}>
            Add product
          </Link>
        }
      >
        Add them one by one here, or many at once from a CSV file with pnpm db:import.
      </EmptyList>
    );
  }
  return (
    <EmptyList
      title="No product fits"
      action={
        <Link href="/admin/products" className={buttonClass({ kind: "secondary", size: "small" })}>
          Show all products
        </Link>
      }
    >
      Nothing has this search and status together. Part of a title or an SKU is enough to find one.
    </EmptyList>
  );
}

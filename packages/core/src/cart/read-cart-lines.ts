import type { SqlTx } from "@cartwright/db";

import type { Scope } from "#context.ts";

import type { CartLineView } from "./views.ts";

interface LineRow {
  id: string;
  variantId: string;
  productId: string;
  slug: string;
  sku: string;
  title: string;
  variantTitle: string;
  quantity: number;
  unitMinor: bigint;
  seenMinor: bigint;
  onSale: boolean;
  available: number;
  mediaId: string | null;
  alt: string | null;
  width: number | null;
  height: number | null;
  mediaVariantId: string | null;
}

/** A cart's lines in the order in which they were added, with what they cost and what is left today. One statement. */
export async function readCartLines(
  sql: SqlTx,
  scope: Pick<Scope, "organizationId" | "now">,
  { cartId, currency }: { cartId: string; currency: string },
): Promise<CartLineView[]> {
  const rows = await sql.$queryRaw<LineRow[]>`
    select c.id::text, v.id::text as "variantId", p.id::text as "productId", p.slug, v.sku, p.title,
      v.title as "variantTitle", c.quantity, v.price_minor as "unitMinor", c.seen_price_minor as "seenMinor",
      v.archived_at is null and p.status = 'active' and v.currency = ${currency}
        and p.published_at <= ${scope.now().toISOString()}::timestamptz as "onSale",
      coalesce(shelf.available, 0) as available,
      picture.media_id::text as "mediaId", picture.alt, picture.width, picture.height,
      picture.variant_id::text as "mediaVariantId"
    from cart_lines c
    join variants v on v.organization_id = c.organization_id and v.id = c.variant_id
    join products p on p.organization_id = v.organization_id and p.id = v.product_id
    left join lateral (
      select max(b.on_hand - b.reserved) as available from stock_balances b where b.variant_id = v.id
    ) as shelf on true
    left join lateral (
      select m.media_id, m.alt, m.variant_id, f.width, f.height
      from product_media m join media f on f.id = m.media_id
      where m.organization_id = p.organization_id and m.product_id = p.id
        and (m.variant_id is null or m.variant_id = v.id)
      order by m.variant_id is null, m.position, m.id
      limit 1
    ) as picture on true
    where c.organization_id = ${scope.organizationId}::uuid and c.cart_id = ${cartId}::uuid
    order by c.created_at, c.id`;
  return rows.map((row) => toView(row, currency));
}

function toView(row: LineRow, currency: string): CartLineView {
  const { id, variantId, productId, slug, sku, title, variantTitle, quantity, available } = row;
  return {
    id,
    variantId,
    productId,
    slug,
    sku,
    title,
    variantTitle,
    quantity,
    available,
    unitPrice: { minor: row.unitMinor, currency },
    seenPrice: { minor: row.seenMinor, currency },
    total: { minor: row.unitMinor * BigInt(quantity), currency },
    problem: problemOf(row),
    media:
      row.mediaId === null
        ? null
        : {
            mediaId: row.mediaId,
            alt: row.alt ?? "",
            width: row.width ?? 0,
            height: row.height ?? 0,
            variantId: row.mediaVariantId,
          },
  };
}

// The one that blocks most comes first.
function problemOf(row: LineRow): CartLineView["problem"] {
  if (!row.onSale) return "unavailable";
  if (row.available <= 0) return "out_of_stock";
  if (row.available < row.quantity) return "not_enough_stock";
  return row.unitMinor === row.seenMinor ? null : "price_changed";
}

import Link from "next/link";

import type { OrderLineDto } from "@cartwright/api/schemas";

import { formatMoney, isZero } from "#lib/money.ts";

import { ListCell, ListHead, ListRow } from "../list/list-table.tsx";
import { countWords } from "../parts/count-words.ts";
import { Panel } from "../parts/panel.tsx";
import { Thumbnail } from "../parts/thumbnail.tsx";

/** What was bought, at the price that was paid. */
export function OrderLines({ lines }: { readonly lines: readonly OrderLineDto[] }) {
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <Panel title="Lines" flush aside={<span className="figures text-muted">{countWords(pieces, "piece")}</span>}>
      <table aria-label="Lines" className="w-full table-fixed border-separate border-spacing-0">
        <thead>
          <tr>
            <ListHead className="static">Product</ListHead>
            <ListHead className="static w-12 text-right md:w-16">Qty</ListHead>
            <ListHead className="static hidden w-24 text-right sm:table-cell">Price</ListHead>
            <ListHead className="static w-24 text-right">Total</ListHead>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Line({ line }: { readonly line: OrderLineDto }) {
  const { media } = line;
  return (
    <ListRow>
      <ListCell className="py-2">
        <div className="flex min-w-0 items-center gap-3">
          <Thumbnail mediaId={media?.mediaId ?? null} />
          <div className="min-w-0">
            {line.productId === null ? (
              <span className="block truncate font-medium">{line.title}</span>
            ) : (
              <Link href={`/admin/products/${line.productId}`} className="block truncate font-medium hover:underline">
                {line.title}
              </Link>
            )}
            <p className="truncate text-12 text-muted">
              {[line.variantTitle, line.sku].filter((part) => part !== "").join(" · ")}
            </p>
            <Progress line={line} />
          </div>
        </div>
      </ListCell>
      <ListCell className="figures text-right">{line.quantity}</ListCell>
      <ListCell className="figures hidden text-right sm:table-cell">{formatMoney(line.unitPrice)}</ListCell>
      <ListCell className="figures text-right">
        {formatMoney(line.total)}
        {!isZero(line.discount) && <p className="text-12 text-muted">−{formatMoney(line.discount)}</p>}
      </ListCell>
    </ListRow>
  );
}

function Progress({ line }: { readonly line: OrderLineDto }) {
  const { quantity, shippedQuantity, refundedQuantity, cancelledQuantity } = line;
  const { missingQuantity, droppedQuantity, variantId } = line;
  const facts = [
    missingQuantity > 0 && (variantId === null ? "Unknown SKU" : `${missingQuantity} of ${quantity} missing`),
    // A charge beside goods is never delivered, and nobody waits for it.
    droppedQuantity > 0 && variantId !== null && `${droppedQuantity} given up`,
    shippedQuantity > 0 && `${shippedQuantity} of ${quantity} shipped`,
    cancelledQuantity > 0 && `${cancelledQuantity} cancelled`,
    refundedQuantity > 0 && `${refundedQuantity} refunded`,
  ].filter((fact) => fact !== false);
  if (facts.length === 0) return null;
  return <p className="figures text-12 text-muted">{facts.join(", ")}</p>;
}

"use client";

import { useState } from "react";

import type { LowStockItemDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Status } from "#components/ui/status.tsx";

import { ListCell, ListHead, ListRow } from "../list/list-table.tsx";
import { RowLink } from "../list/row-link.tsx";
import { useCalmRows } from "../list/use-calm-rows.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { Panel } from "../parts/panel.tsx";
import { StockDialog } from "../products/stock-dialog.tsx";
import { useMay } from "../shell/member.tsx";

/** Variants that are about to run out, the most urgent first. */
export function LowStock({ items }: { readonly items: readonly LowStockItemDto[] }) {
  const rows = items.map((item) => ({ ...item, id: item.variantId }));
  const { shown, arrived, area } = useCalmRows("low-stock", useStable(rows));
  const [adjusting, setAdjusting] = useState<LowStockItemDto | null>(null);
  const mayAdjust = useMay("inventory:write");
  return (
    <Panel title="Low stock" flush>
      {shown.length === 0 ? (
        <EmptyList title="Nothing runs low">
          A variant is listed here when fewer are available than its threshold, which is set in the product.
        </EmptyList>
      ) : (
        <table aria-label="Low stock" className="w-full table-fixed border-separate border-spacing-0" {...area}>
          {/* A head that is only heard gives its columns no width. */}
          <colgroup>
            <col />
            <col className="w-28" />
            {mayAdjust && <col className="w-24" />}
          </colgroup>
          <thead className="sr-only">
            <tr>
              <ListHead>Product</ListHead>
              <ListHead>Left</ListHead>
              {mayAdjust && <ListHead>Stock</ListHead>}
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <ListRow key={item.id} arrived={arrived.has(item.id)}>
                <ListCell title={`${item.title} ${item.variantTitle}`}>
                  <RowLink href={`/admin/products/${item.productId}`}>{item.title}</RowLink>
                  <span className="block truncate text-12 text-muted">{item.variantTitle}</span>
                </ListCell>
                <ListCell className="figures">
                  <Status tone={item.available <= 0 ? "danger" : "warning"}>
                    {item.available <= 0 ? "Sold out" : `${item.available} left`}
                  </Status>
                </ListCell>
                {mayAdjust && (
                  <ListCell className="relative z-1 text-right">
                    <Button kind="secondary" size="small" onClick={() => setAdjusting(item)}>
                      Adjust
                    </Button>
                  </ListCell>
                )}
              </ListRow>
            ))}
          </tbody>
        </table>
      )}
      {adjusting && (
        <StockDialog
          variant={{ ...adjusting, id: adjusting.variantId }}
          name={`${adjusting.title} ${adjusting.variantTitle}`.trim()}
          onClose={() => setAdjusting(null)}
        />
      )}
    </Panel>
  );
}

/** The same array until its content changes, so that it can be compared by identity. */
function useStable<T>(value: readonly T[]): readonly T[] {
  const [kept, setKept] = useState({ value, text: JSON.stringify(value) });
  const text = JSON.stringify(value);
  if (text === kept.text) return kept.value;
  setKept({ value, text });
  return value;
}

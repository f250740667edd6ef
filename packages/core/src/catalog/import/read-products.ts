import { createReadStream } from "node:fs";

import { parse } from "csv-parse";
import { z } from "zod";

import { DomainError } from "#errors.ts";

import type { CsvRow, Layout, ProductDraft, RowError } from "./product-draft.ts";
import { shopifyLayout } from "./shopify-layout.ts";
import { vendureLayout } from "./vendure-layout.ts";

/**
 * Reads a product file row by row and yields one product at a time: memory does not grow with the file.
 *
 * @throws DomainError `invalid_input` when the columns are neither Shopify's nor Vendure's.
 */
export async function* readProducts(
  file: string,
  context: { currency: string; fail: (error: RowError) => void },
): AsyncGenerator<ProductDraft> {
  let layout: Layout | undefined;
  let rows: CsvRow[] = [];
  for await (const row of readRows(file, context.fail)) {
    layout ??= findLayout(Object.keys(row.cells));
    if (rows.length > 0 && layout.startsProduct(row, rows.at(-1))) {
      const draft = layout.read(rows, context);
      rows = [];
      if (draft) yield draft;
    }
    rows.push(row);
  }
  const last = layout?.read(rows, context) ?? null;
  if (last) yield last;
}

function findLayout(columns: readonly string[]): Layout {
  const has = (...names: string[]) => names.every((name) => columns.includes(name));
  if (has("name", "sku", "optionvalues")) return vendureLayout;
  if (has("title") && (has("handle") || has("url handle"))) return shopifyLayout;
  throw new DomainError(
    "invalid_input",
    { columns },
    {
      message: "The first row names neither Shopify's columns (Handle, Title, …) nor Vendure's (name, slug, sku, …).",
    },
  );
}

const record = z.object({ record: z.record(z.string(), z.string()) });

async function* readRows(file: string, fail: (error: RowError) => void): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // Spreadsheets pad columns, also behind a closing quote.
    trim: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      fail({ row: Number(error?.["lines"] ?? 0), column: "", reason: error?.message ?? "the row cannot be read" });
      return undefined;
    },
    max_record_size: 1_048_576,
  });
  const source = createReadStream(file);
  source.on("error", (error) => parser.destroy(error));
  let row = 1;
  for await (const parsed of source.pipe(parser)) {
    row += 1;
    yield { row, cells: record.parse(parsed).record };
  }
}

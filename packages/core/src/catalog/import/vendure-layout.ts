import { slugify } from "../product-input.ts";
import type { CsvRow, Layout, ProductDraft, RowError, VariantDraft } from "./product-draft.ts";
import { cell, collectOptions, dropRepeated, readCount, readPrice } from "./read-cells.ts";

/**
 * Vendure's product import: a row with a name begins a product, rows without one are its further variants. Lists are
 * separated by `|`; a facet is `name:value`, of which `category` ones become collections.
 */
export const vendureLayout: Layout = {
  name: "vendure",
  startsProduct: (row) => cell(row, "name") !== "",
  read(rows, context) {
    const [first] = rows;
    if (!first) return null;
    const title = cell(first, "name");
    if (title === "") {
      context.fail({ row: first.row, column: "name", reason: "the name is missing, and no product stands above it" });
      return null;
    }
    const names = split(cell(first, "optiongroups"));
    const read = rows.map((row) => readVariant(row, names, context)).filter((variant) => variant !== null);
    const variants = dropRepeated(read, context.fail);
    if (variants.length === 0) return null;
    return { ...readProduct(first, title), options: collectOptions(names, variants), variants };
  },
};

function readProduct(row: CsvRow, title: string): Omit<ProductDraft, "options" | "variants"> {
  const categories = split(cell(row, "facets")).filter((facet) => facet.startsWith("category:"));
  return {
    row: row.row,
    slug: slugify(cell(row, "slug") || title),
    title,
    description: cell(row, "description"),
    status: cell(row, "enabled") === "false" ? "draft" : "active",
    collections: categories.map((facet) => facet.slice("category:".length).trim()),
    images: split(cell(row, "assets")).map((file) => ({ file, alt: null })),
  };
}

function readVariant(
  row: CsvRow,
  names: readonly string[],
  context: { currency: string; fail: (error: RowError) => void },
): VariantDraft | null {
  const { fail } = context;
  const sku = cell(row, "sku");
  const values = split(cell(row, "optionvalues"));
  if (sku === "") {
    fail({ row: row.row, column: "sku", reason: "the SKU is missing" });
    return null;
  }
  if (values.length !== names.length) {
    const reason = `there are ${values.length} values for ${names.length} options`;
    fail({ row: row.row, column: "optionValues", reason });
    return null;
  }
  const priceMinor = readPrice(row, ["price"], context);
  const stock = readCount(row, ["stockonhand"], { fallback: 0, fail });
  if (priceMinor === null || stock === null) return null;
  const options = Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
  const [image = null] = split(cell(row, "variantassets"));
  return { row: row.row, sku, options, priceMinor, compareAtMinor: null, weightGrams: null, stock, image };
}

function split(list: string): string[] {
  return list
    .split("|")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

import { slugify } from "../product-input.ts";
import { toPlainText } from "../to-plain-text.ts";
import type { CsvRow, Layout, ProductDraft, RowError, VariantDraft } from "./product-draft.ts";
import { cell, collectOptions, dropRepeated, readCount, readPrice } from "./read-cells.ts";

/**
 * Shopify's product export, with the column names of before and after 2024: rows with the same handle are one product;
 * a row without SKU, options and price only adds a picture.
 */
export const shopifyLayout: Layout = {
  name: "shopify",
  startsProduct: (row, previous) =>
    handleOf(row) !== "" && (previous === undefined || handleOf(row) !== handleOf(previous)),
  read(rows, context) {
    const [first] = rows;
    if (!first) return null;
    const handle = handleOf(first);
    const title = cell(first, "title");
    if (handle === "" || title === "") {
      const column = handle === "" ? "Handle" : "Title";
      context.fail({
        row: first.row,
        column,
        reason: `the ${column.toLowerCase()} is missing; the product's rows are left out`,
      });
      return null;
    }
    const names = optionNames(first);
    const sold = rows.filter((row) => isVariant(row, first));
    const read = sold
      .map((row) => readVariant(row, { names, handle, ...context }))
      .filter((variant) => variant !== null);
    const variants = dropRepeated(read, context.fail);
    if (variants.length === 0) return null;
    return { ...readProduct(rows, first, { handle, title }), options: collectOptions(names, variants), variants };
  },
};

const price = ["variant price", "price"];

function handleOf(row: CsvRow): string {
  return cell(row, "handle", "url handle");
}

function optionNames(first: CsvRow): string[] {
  const names = [1, 2, 3].map((n) => cell(first, `option${n} name`)).filter((name) => name !== "");
  // Shopify's way to say that a product has no options.
  const none = names.length === 1 && names[0] === "Title" && cell(first, "option1 value") === "Default Title";
  return none ? [] : names;
}

function isVariant(row: CsvRow, first: CsvRow): boolean {
  return (
    row === first || [price, ["variant sku", "sku"], ["option1 value"]].some((columns) => cell(row, ...columns) !== "")
  );
}

function readProduct(
  rows: readonly CsvRow[],
  first: CsvRow,
  named: { handle: string; title: string },
): Omit<ProductDraft, "options" | "variants"> {
  return {
    row: first.row,
    slug: slugify(named.handle),
    title: named.title,
    description: toPlainText(cell(first, "body (html)", "description")),
    status: statusOf(first),
    collections: [cell(first, "type", "collection")].filter((name) => name !== ""),
    images: rows
      .map((row) => ({
        file: fileName(cell(row, "image src", "product image url")),
        alt: cell(row, "image alt text") || null,
      }))
      .filter(({ file }) => file !== ""),
  };
}

function statusOf(row: CsvRow): ProductDraft["status"] {
  const status = cell(row, "status").toLowerCase();
  if (status === "archived" || status === "draft") return status;
  return cell(row, "published", "published on online store").toLowerCase() === "false" ? "draft" : "active";
}

function readVariant(
  row: CsvRow,
  context: { names: readonly string[]; handle: string; currency: string; fail: (error: RowError) => void },
): VariantDraft | null {
  const { names, handle, fail } = context;
  const values = names.map((_, index) => cell(row, `option${index + 1} value`));
  const missing = values.findIndex((value) => value === "");
  if (missing >= 0) {
    fail({
      row: row.row,
      column: `Option${missing + 1} Value`,
      reason: `the ${names[missing] ?? "option"} is missing`,
    });
    return null;
  }
  const priceMinor = readPrice(row, price, context);
  const stock = readCount(row, ["variant inventory qty", "inventory quantity"], { fallback: 0, fail });
  const weightGrams = readCount(row, ["variant grams", "weight value (grams)"], { fallback: -1, fail });
  if (priceMinor === null || stock === null || weightGrams === null) return null;
  const compareAt = ["variant compare at price", "compare-at price"];
  const compareAtMinor = cell(row, ...compareAt) === "" ? null : readPrice(row, compareAt, context);
  return {
    row: row.row,
    // Shopify allows variants without a SKU; ours have one, made from what never changes.
    sku: cell(row, "variant sku", "sku").replace(/^'/, "") || slugify([handle, ...values].join(" ")).toUpperCase(),
    options: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])),
    priceMinor,
    compareAtMinor,
    weightGrams: weightGrams < 0 ? null : weightGrams,
    stock,
    image: fileName(cell(row, "variant image", "variant image url")) || null,
  };
}

// Pictures are looked up by name in the folder or archive that comes with the file; nothing is fetched.
function fileName(address: string): string {
  return decodeURIComponent(
    address
      .replace(/[?#].*$/, "")
      .replace(/^.*\//, "")
      .replaceAll(/%(?![0-9a-f]{2})/gi, "%25"),
  );
}

/** A product as an import file describes it, whatever the file's layout. */
export interface ProductDraft {
  /** The file's row that began it, counted like a spreadsheet does: the header is row 1. */
  readonly row: number;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly status: "draft" | "active" | "archived";
  readonly collections: readonly string[];
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly images: readonly { readonly file: string; readonly alt: string | null }[];
  readonly variants: readonly VariantDraft[];
}

export interface VariantDraft {
  readonly row: number;
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly priceMinor: bigint;
  readonly compareAtMinor: bigint | null;
  readonly weightGrams: number | null;
  readonly stock: number;
  /** File name of the variant's own picture. */
  readonly image: string | null;
}

/** A row that could not be read: the good rows around it are kept. */
export interface RowError {
  readonly row: number;
  readonly column: string;
  readonly reason: string;
}

/** One row of the file by the header's names, in lower case. */
export interface CsvRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** How a file's columns are read: which rows belong to one product, and what they say. */
export interface Layout {
  readonly name: "shopify" | "vendure";
  /** True when `row` begins another product than the rows before it. */
  startsProduct(row: CsvRow, previous: CsvRow | undefined): boolean;
  read(rows: readonly CsvRow[], context: { currency: string; fail: (error: RowError) => void }): ProductDraft | null;
}

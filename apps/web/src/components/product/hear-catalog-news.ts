import { z } from "zod/mini";

const news = z.object({ data: z.object({ productId: z.optional(z.string()), variantId: z.optional(z.string()) }) });
const events = ["inventory.changed", "product.updated", "product.deleted", "resync"] as const;

interface Hearing {
  /** Ids of products and variants. */
  readonly wanted: ReadonlySet<string>;
  readonly onNews: () => void;
  readonly signal: AbortSignal;
}

/** Calls for each message of the public catalogue stream that is about one of `wanted`, or that says that some were missed. */
export function hearCatalogNews({ wanted, onNews, signal }: Hearing): void {
  const source = new EventSource("/api/v1/live/catalog");
  signal.addEventListener("abort", () => source.close());
  const hear = ({ type, data }: MessageEvent<unknown>): void => {
    if (type === "resync" || isAbout(data, wanted)) onNews();
  };
  for (const event of events) source.addEventListener(event, hear);
}

function isAbout(data: unknown, wanted: ReadonlySet<string>): boolean {
  if (typeof data !== "string") return false;
  const read = news.safeParse(parse(data));
  if (!read.success) return false;
  const { productId = "", variantId = "" } = read.data.data;
  return wanted.has(productId) || wanted.has(variantId);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

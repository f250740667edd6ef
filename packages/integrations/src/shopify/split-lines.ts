import { ProviderUnavailableError } from "../contracts/errors.ts";
import type { ShopifyLine } from "../contracts/shopify.ts";

/** A line that is longer is no row of a shop: reading it would fill the memory. */
const longestLineBytes = 32 * 1024 * 1024;
const newline = 0x0a;

interface Span {
  /** The file's byte that the pieces begin with. */
  readonly at: number;
  /** What is before it is passed over. */
  readonly from: number;
  /** When known, a last line without a line break counts only if the file ends there. */
  readonly fileSize: bigint | null;
}

/** Cuts pieces of a file, wherever they were cut, into its lines; empty ones are left out. */
export async function* splitLines(pieces: AsyncIterable<Uint8Array>, span: Span): AsyncGenerator<ShopifyLine> {
  let position = span.at;
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  const take = (end: Uint8Array, endByte: number): ShopifyLine => {
    const text = Buffer.concat([...kept, end]).toString("utf8");
    kept = [];
    keptBytes = 0;
    return { text, endByte };
  };
  for await (const piece of reachable(pieces)) {
    let start = Math.min(piece.length, Math.max(0, span.from - position));
    for (let end = piece.indexOf(newline, start); end !== -1; end = piece.indexOf(newline, start)) {
      const line = take(piece.subarray(start, end), position + end + 1);
      start = end + 1;
      if (line.text.trim() !== "") yield line;
    }
    position += piece.length;
    if (start === piece.length) continue;
    kept.push(piece.slice(start));
    keptBytes += piece.length - start;
    if (keptBytes > longestLineBytes) throw new RangeError("a line of Shopify's file is longer than any row can be");
  }
  if (keptBytes > 0 && (span.fileSize === null || BigInt(position) === span.fileSize))
    yield take(new Uint8Array(0), position);
}

async function* reachable(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (cause) {
    throw new ProviderUnavailableError("Shopify's file broke off", { cause });
  }
}

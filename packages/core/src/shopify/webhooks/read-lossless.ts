/**
 * JSON with whole numbers beyond 2^53 as text: Shopify's webhooks carry ids as numbers, and ids of that size lose their last
 * digits as JavaScript numbers.
 */
export function readLossless(rawBody: Uint8Array): unknown {
  return JSON.parse(Buffer.from(rawBody).toString("utf8"), keepDigits as typeof keepAsIs);
}

// What the reviver is told beside the value is newer than the types that describe it.
function keepDigits(_key: string, value: unknown, { source }: { source?: string }): unknown {
  return typeof value === "number" && !Number.isSafeInteger(value) && source !== undefined && /^-?\d+$/.test(source)
    ? source
    : value;
}

function keepAsIs(_key: string, value: unknown): unknown {
  return value;
}

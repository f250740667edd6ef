import type { z } from "zod";

import { ProviderRefusedError } from "#contracts/errors.ts";

/** A place in a list as one opaque word. */
export function writeCursor(position: Readonly<Record<string, unknown>>): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** Reads what `writeCursor` wrote; refuses anything else. */
export function readCursor<S extends z.ZodType>(shape: S, cursor: string): z.output<S> {
  const read = shape.safeParse(parse(Buffer.from(cursor, "base64url").toString("utf8")));
  if (!read.success)
    throw new ProviderRefusedError("the cursor is none of ours", { code: "bad_cursor", cause: read.error });
  return read.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

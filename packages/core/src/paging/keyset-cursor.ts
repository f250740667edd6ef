import { z } from "zod";

import { DomainError } from "#errors.ts";

/** Where a page of a list ended: the value that the list is sorted by, as Postgres writes it, and the row's id. */
export type KeysetPosition = readonly [value: string, id: string];

const spelled = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;
const instant = z.iso.datetime({ offset: true });

/** What a cursor may hold for a column of each type; anything else would be an error of the database's. */
export const keysetValue = {
  text: z.string().max(300),
  int: z.string().regex(/^-?\d{1,9}$/),
  bigint: z.string().regex(/^-?\d{1,18}$/),
  timestamptz: z
    .string()
    .regex(spelled)
    .refine((value) => !value.startsWith("0000") && instant.safeParse(toIso(value)).success),
} as const;

/** A cursor that continues after this row. */
export function writeKeysetCursor(position: KeysetPosition): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * Reads a cursor back.
 *
 * @throws DomainError `invalid_input` for one that we did not make, or made for a list that is sorted otherwise.
 */
export function readKeysetCursor(cursor: string, type: keyof typeof keysetValue): KeysetPosition {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return z.tuple([keysetValue[type], z.uuid()]).parse(decoded);
  } catch (cause) {
    throw new DomainError("invalid_input", { field: "cursor" }, { message: "This cursor is not one of ours.", cause });
  }
}

function toIso(value: string): string {
  return value.replace(" ", "T").replace(/[+-]\d\d$/, "$&:00");
}

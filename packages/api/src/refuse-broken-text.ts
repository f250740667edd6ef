import { DomainError } from "@cartwright/core";

/**
 * Refuses input with text that is no text: NUL, which Postgres cannot store, and halves of surrogate pairs, which are no
 * Unicode. It goes through names and values at any depth, on a list of its own, because input may be nested deeper than the
 * stack is.
 *
 * @throws DomainError `invalid_input`
 */
export function refuseBrokenText(input: unknown): void {
  const left: unknown[] = [input];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === "string" && !isText(value))
      throw new DomainError("invalid_input", {}, { message: "Text may hold neither NUL nor half a surrogate pair." });
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) continue; // a file's bytes hold no text
    for (const [name, inner] of Object.entries(value)) left.push(name, inner);
  }
}

function isText(value: string): boolean {
  return !value.includes("\0") && value.isWellFormed();
}

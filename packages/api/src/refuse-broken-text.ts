import { DomainError } from "@cartwright/core";

const mostDepth = 32;

/**
 * Refuses input with text that is no text: NUL, which Postgres cannot store, and halves of surrogate pairs, which are no
 * Unicode. So is what is nested deeper than 32: what reads it later would go as deep as the stack does. It is gone through on a
 * list of its own for the same reason.
 *
 * @throws DomainError `invalid_input`
 */
export function refuseBrokenText(input: unknown): void {
  const left: [value: unknown, depth: number][] = [[input, 0]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [value, depth] = next;
    if (typeof value === "string" && !isText(value))
      throw new DomainError("invalid_input", {}, { message: "Text may hold neither NUL nor half a surrogate pair." });
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) continue; // a file's bytes hold no text
    if (depth === mostDepth)
      throw new DomainError("invalid_input", {}, { message: `Input may be nested ${mostDepth} deep at most.` });
    for (const [name, inner] of Object.entries(value)) left.push([name, depth], [inner, depth + 1]);
  }
}

function isText(value: string): boolean {
  return !value.includes("\0") && value.isWellFormed();
}

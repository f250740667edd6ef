import { createHash } from "node:crypto";

const mostStatements = 500;

/**
 * Names Prisma's statements so that the server parses and plans each once per connection.
 *
 * Lists of varying length make statements without end, and the server keeps every named one: after the first
 * `mostStatements` the rest stay unnamed (an empty name), which costs only the saving.
 */
export function nameStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= mostStatements) return "";
    const name = `cw_${createHash("sha256").update(sql).digest("base64url").slice(0, 24)}`;
    names.set(sql, name);
    return name;
  };
}

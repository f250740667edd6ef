/** A row of an export: a line of its own, below the line that it names. */
export interface FlatRow {
  readonly text: string;
  readonly isRoot: boolean;
}

/**
 * Turns what a query answered into the lines of an export: every node of a connection becomes one, and those of nested
 * connections name their parent under `__parentId`.
 */
export function flatten(data: unknown): FlatRow[] {
  const rows: FlatRow[] = [];
  if (isObject(data)) for (const value of Object.values(data)) addNodes(rows, value, undefined);
  return rows;
}

function addNodes(rows: FlatRow[], connection: unknown, parentId: unknown): void {
  for (const node of nodesOf(connection) ?? []) {
    const own: Record<string, unknown> = {};
    const nested: unknown[] = [];
    for (const [key, value] of Object.entries(node)) {
      if (nodesOf(value) === null) own[key] = value;
      else nested.push(value);
    }
    if (parentId !== undefined) own["__parentId"] = parentId;
    rows.push({ text: JSON.stringify(own), isRoot: parentId === undefined });
    for (const each of nested) addNodes(rows, each, node["id"]);
  }
}

function nodesOf(value: unknown): Record<string, unknown>[] | null {
  if (!isObject(value) || !Array.isArray(value["edges"])) return null;
  return value["edges"].map((edge: unknown) => (isObject(edge) ? edge["node"] : undefined)).filter(isObject);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

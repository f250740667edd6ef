import { runSql, type Db } from "@cartwright/db";
import type { ShopifyLine } from "@cartwright/integrations/contracts";

interface Staging {
  readonly organizationId: string;
  readonly runId: string;
}

interface Head {
  readonly id?: unknown;
  readonly __parentId?: unknown;
}

/**
 * Puts lines of an export aside, where parents and children find each other whatever their order in the file. A line that is
 * there already, from a try that was cut off, is left alone.
 *
 * @throws Error for a line that is no object with an id: the file is not what it should be
 */
export async function stageLines(
  db: Db,
  { organizationId, runId }: Staging,
  lines: readonly ShopifyLine[],
): Promise<void> {
  const rows = lines.map(({ text, endByte }) => {
    const { id, __parentId: parent } = readHead(text);
    // Postgres takes no NUL in a text; escaped, it is only letters to it.
    return { endByte, id, parent: typeof parent === "string" ? parent : null, line: text };
  });
  await runSql(
    db,
    (sql) => sql.$queryRaw`
      insert into shopify_export_lines (organization_id, run_id, end_byte, external_id, parent_id, line)
      select ${organizationId}::uuid, ${runId}::uuid, l."endByte", l.id, l.parent, l.line
      from unnest(${rows.map(({ endByte }) => endByte)}::bigint[], ${rows.map(({ id }) => id)}::text[],
        ${rows.map(({ parent }) => parent)}::text[], ${rows.map(({ line }) => line)}::text[])
        as l("endByte", id, parent, line)
      on conflict do nothing`,
  );
}

function readHead(text: string): { readonly id: string; readonly __parentId: unknown } {
  const head = JSON.parse(text) as Head | null;
  if (typeof head !== "object" || typeof head?.id !== "string") throw new Error("a line of the export names no id");
  return { id: head.id, __parentId: head.__parentId };
}

/** A root and what belongs to it, as text, in the order of the file. */
export interface StagedNode {
  readonly endByte: number;
  readonly line: string;
  readonly children: readonly string[];
}

/** The next roots after `after`, each with all of its children. */
export async function readStaged(
  db: Db,
  { runId }: Staging,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<StagedNode[]> {
  const roots = await runSql(
    db,
    (sql) => sql.$queryRaw<{ endByte: bigint; id: string; line: string }[]>`
      select end_byte as "endByte", external_id as id, line from shopify_export_lines
      where run_id = ${runId}::uuid and parent_id is null and end_byte > ${after}::bigint
      order by end_byte limit ${limit}`,
  );
  const children = await readChildren(
    db,
    runId,
    roots.map(({ id }) => id),
  );
  return roots.map(({ endByte, id, line }) => ({ endByte: Number(endByte), line, children: children.get(id) ?? [] }));
}

async function readChildren(db: Db, runId: string, roots: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<{ parent: string; line: string }[]>`
      select parent_id as parent, line from shopify_export_lines
      where run_id = ${runId}::uuid and parent_id = any(${[...roots]}::text[])
      order by end_byte`,
  );
  const children = new Map<string, string[]>();
  for (const { parent, line } of rows) {
    const known = children.get(parent);
    if (known) known.push(line);
    else children.set(parent, [line]);
  }
  return children;
}

/**
 * Tells Postgres how many lines there are now. It would find out by itself after a minute; until then it reads all lines of a
 * run for each page of roots.
 */
export async function countStaged(db: Db): Promise<void> {
  await db.pool.query("analyze shopify_export_lines");
}

/** Drops what was put aside for a run. */
export async function dropStaged(db: Db, { runId }: Staging): Promise<void> {
  await db.pool.query("delete from shopify_export_lines where run_id = $1", [runId]);
}

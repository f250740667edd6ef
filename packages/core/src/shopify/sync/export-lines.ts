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
  const rows = await runSql(
    db,
    (sql) => sql.$queryRaw<{ endByte: bigint; line: string; children: string[] | null }[]>`
      select root.end_byte as "endByte", root.line,
        array(select child.line from shopify_export_lines child
          where child.run_id = ${runId}::uuid and child.parent_id = root.external_id order by child.end_byte) as children
      from shopify_export_lines root
      where root.run_id = ${runId}::uuid and root.parent_id is null and root.end_byte > ${after}::bigint
      order by root.end_byte limit ${limit}`,
  );
  return rows.map(({ endByte, line, children }) => ({ endByte: Number(endByte), line, children: children ?? [] }));
}

/** Drops what was put aside for a run. */
export async function dropStaged(db: Db, { runId }: Staging): Promise<void> {
  await db.pool.query("delete from shopify_export_lines where run_id = $1", [runId]);
}

import { createHash } from "node:crypto";

import type { Db } from "@cartwright/db";

/** The end of a chain at some time, as `verifyAudit` told it: kept elsewhere, it proves that nothing before it has changed since. */
export interface AuditHead {
  readonly organizationId: string;
  readonly position: bigint;
  /** Hexadecimal. */
  readonly hash: string;
}

export interface AuditFinding {
  readonly organizationId: string;
  readonly position: bigint;
  /**
   * `missing`: no row has this place, or more after it. `changed`: the row does not say what it said when it was chained, or is not the one that
   * was. `cut_off`: the chain has been longer. `not_as_kept`: the row is not the one of the head that was kept.
   */
  readonly problem: "missing" | "changed" | "cut_off" | "not_as_kept";
}

export interface AuditChain {
  readonly organizationId: string;
  readonly rows: number;
  /** Rows in which somebody was struck out who is to be forgotten. */
  readonly struck: number;
  /** Rows without a place yet; a worker gives it within a minute. */
  readonly waiting: number;
  /** Null for a chain without a row. */
  readonly head: AuditHead | null;
}

interface Options {
  /** One organization; default: all. */
  readonly organizationId?: string | undefined;
  /** Ends of chains that were kept elsewhere. */
  readonly kept?: readonly AuditHead[];
  readonly onFinding: (finding: AuditFinding) => void;
}

/** Reads every chain from its beginning and holds each row against it, in the same memory whatever there is. */
export async function* verifyAudit(
  db: Db,
  { organizationId, kept = [], onFinding }: Options,
): AsyncGenerator<AuditChain> {
  const { rows } = await db.pool.query<{ id: string }>(
    "select id::text from organizations where $1::uuid is null or id = $1 order by id",
    [organizationId ?? null],
  );
  for (const { id } of rows) {
    const own = kept.filter((head) => head.organizationId === id);
    yield await verifyChain(db, id, { own, onFinding });
  }
}

interface ChainRow {
  readonly position: string;
  readonly hash: Buffer;
  readonly digest: Buffer;
  readonly struck: boolean;
}

const rowsAtOnce = 5_000;

async function verifyChain(
  db: Db,
  organizationId: string,
  { own, onFinding }: { own: readonly AuditHead[]; onFinding: Options["onFinding"] },
): Promise<AuditChain> {
  const tell = (position: bigint, problem: AuditFinding["problem"]): void =>
    onFinding({ organizationId, position, problem });
  // What is chained while this reads is not looked at: the end was read first.
  const end = await readEnd(db, organizationId);
  const keptAt = new Map(own.map(({ position, hash }) => [position, hash]));
  let [at, hash, rows, struck] = [0n, sha256(Buffer.from(organizationId, "utf8")), 0, 0];
  for (let page = await readPage(db, organizationId, at, end.position); page.length > 0;) {
    for (const row of page) {
      const position = BigInt(row.position);
      if (position !== at + 1n) tell(at + 1n, "missing");
      at = position;
      if (!row.hash.equals(sha256(hash, row.digest))) tell(position, "changed");
      if ((keptAt.get(position) ?? row.hash.toString("hex")) !== row.hash.toString("hex"))
        tell(position, "not_as_kept");
      hash = row.hash;
      rows += 1;
      if (row.struck) struck += 1;
    }
    page = await readPage(db, organizationId, at, end.position);
  }
  if (at < end.position || (end.hash !== null && !end.hash.equals(hash))) tell(end.position, "cut_off");
  for (const { position } of own) if (position > at) tell(position, "cut_off");
  const head = at === 0n ? null : { organizationId, position: at, hash: hash.toString("hex") };
  return { organizationId, rows, struck, waiting: end.waiting, head };
}

async function readEnd(db: Db, organizationId: string) {
  const { rows } = await db.pool.query<{ position: string; hash: Buffer | null; waiting: number }>(
    `select coalesce((select position from audit_heads where organization_id = $1), 0)::text as position,
       (select hash from audit_heads where organization_id = $1) as hash,
       (select count(*)::int from audit_log where organization_id = $1 and position is null) as waiting`,
    [organizationId],
  );
  const { position = "0", hash = null, waiting = 0 } = rows[0] ?? {};
  return { position: BigInt(position), hash, waiting };
}

async function readPage(db: Db, organizationId: string, after: bigint, end: bigint): Promise<readonly ChainRow[]> {
  const { rows } = await db.pool.query<ChainRow>(
    `select position::text, hash, audit_digest(entry) as digest, data_hash is not null as struck
     from audit_log entry where organization_id = $1 and position > $2::bigint and position <= $3::bigint
     order by entry.position limit $4`,
    [organizationId, after.toString(), end.toString(), rowsAtOnce],
  );
  return rows;
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

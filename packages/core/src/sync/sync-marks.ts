import type { SqlTx } from "@cartwright/db";

/** Whose marks: each says which run saw an item outside last. */
export interface MarkedRun {
  readonly organizationId: string;
  readonly name: string;
  readonly runId: string;
}

/** Notes that the run saw these ids outside. No id twice. */
export async function markSeen(tx: SqlTx, run: MarkedRun, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Two runs of one job never write at once; sorted all the same, so that no order of rows can make a deadlock.
  await tx.$queryRaw`
    insert into sync_marks as mark (organization_id, name, external_id, run_id)
    select ${run.organizationId}::uuid, ${run.name}, id, ${run.runId}::uuid
    from (select distinct unnest(${[...ids]}::text[]) as id order by 1) seen
    on conflict (organization_id, name, external_id) do update set run_id = excluded.run_id
    where mark.run_id <> excluded.run_id`;
}

/** Ids that earlier runs saw and this one did not, after the given one. */
export async function listVanished(
  tx: SqlTx,
  run: MarkedRun,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ external_id: string }[]>`
    select external_id from sync_marks
    where organization_id = ${run.organizationId}::uuid and name = ${run.name} and external_id > ${after ?? ""}
      and run_id <> ${run.runId}::uuid
    order by external_id limit ${limit}`;
  return rows.map(({ external_id }) => external_id);
}

export async function countVanished(tx: SqlTx, run: MarkedRun): Promise<{ vanished: number; known: number }> {
  const [row] = await tx.$queryRaw<{ vanished: number; known: number }[]>`
    select count(*) filter (where run_id <> ${run.runId}::uuid)::int as vanished, count(*)::int as known from sync_marks
    where organization_id = ${run.organizationId}::uuid and name = ${run.name}`;
  return row ?? { vanished: 0, known: 0 };
}

/** Forgets items that are gone on both sides. */
export async function forgetMarks(tx: SqlTx, run: MarkedRun, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$queryRaw`
    delete from sync_marks
    where organization_id = ${run.organizationId}::uuid and name = ${run.name} and external_id = any(${[...ids]}::text[])
      and run_id <> ${run.runId}::uuid`;
}

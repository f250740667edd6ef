import type { Db } from "@cartwright/db";

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/**
 * Does `work` with a database that remembers its statements, and answers how the server carries each of them out: the plans
 * of what the code really asks, measured, with nothing left of what they write.
 */
export async function explainStatements(db: Db, work: (spied: Db) => Promise<unknown>): Promise<string[]> {
  const statements: Statement[] = [];
  const pool = new Proxy(db.pool, {
    get(target, name): unknown {
      if (name !== "query") return Reflect.get(target, name);
      return (statement: Statement) => {
        statements.push(statement);
        return target.query(statement);
      };
    },
  });
  await work({ ...db, pool });
  const plans: string[] = [];
  for (const statement of statements) plans.push(await explain(db, statement));
  return plans;
}

async function explain({ pool }: Db, { text, values }: Statement): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(
      `explain (analyze, buffers, costs off) ${text}`,
      values,
    );
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  } finally {
    await client.query("rollback");
    client.release();
  }
}

import { setTimeout as wait } from "node:timers/promises";

import { Client, DatabaseError } from "pg";

interface Patience {
  /** Milliseconds since the epoch. */
  deadline: number;
  isAlive: () => boolean;
}

/** Waits until the server answers, and makes the database that `url` names unless it exists. */
export async function ensureDatabase(url: string, patience: Patience): Promise<void> {
  const client = await connectWhenReady(maintenanceUrl(url), patience);
  try {
    await createUnlessExists(client, new URL(url).pathname.slice(1));
  } finally {
    await client.end();
  }
}

async function connectWhenReady(connectionString: string, { deadline, isAlive }: Patience): Promise<Client> {
  for (;;) {
    const client = new Client({ connectionString });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end();
      if (!isStarting(error) || !isAlive() || Date.now() > deadline) throw error;
      await wait(25);
    }
  }
}

async function createUnlessExists(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name]);
  if (rowCount !== 0) return;
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const twice = error instanceof DatabaseError && (error.code === "42P04" || error.code === "23505");
    if (!twice) throw error; // another start made it in between
  }
}

// Refused: not listening yet. 57P03: listening, still recovering.
function isStarting(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ECONNREFUSED" || error.code === "57P03");
}

function maintenanceUrl(url: string): string {
  const target = new URL(url);
  target.pathname = "/postgres";
  return target.href;
}

import { Client, DatabaseError } from "pg";

/** The same server, another database. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes the database that `url` names, as a copy of `template` when given; one that exists is left alone. */
export async function createDatabase(url: string, { template }: { template?: string } = {}): Promise<void> {
  await onMaintenanceDatabase(url, async (client) => {
    const name = client.escapeIdentifier(databaseName(url));
    const copyOf =
      template === undefined ? "" : ` template ${client.escapeIdentifier(databaseName(template))} strategy wal_log`;
    await client.query("select pg_advisory_lock($1)", [turn]);
    try {
      await client.query(`create database ${name}${copyOf}`);
    } catch (error) {
      if (!(error instanceof DatabaseError && error.code === "42P04")) throw error;
    }
  });
}

/** Removes the database that `url` names, and ends whoever is still connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await onMaintenanceDatabase(url, async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(databaseName(url))} with (force)`);
  });
}

// Postgres refuses to copy a template while another copy of it runs: test processes take turns.
const turn = 4_019_260_502;

async function onMaintenanceDatabase(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: databaseUrl(url, "postgres") });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}

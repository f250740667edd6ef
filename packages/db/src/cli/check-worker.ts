import { hostname } from "node:os";

import { Client } from "pg";

import { readDatabaseUrl } from "../env.ts";

/** For a container's health check: exit code 0 when a worker on this host has written its heartbeat lately. */
const client = new Client({ connectionString: readDatabaseUrl(), connectionTimeoutMillis: 4_000 });
await client.connect();
const { rowCount } = await client.query(
  "select 1 from job_workers where host = $1 and heartbeat_at > now() - interval '30 seconds'",
  [hostname()],
);
await client.end();
process.exitCode = rowCount === 0 ? 1 : 0;

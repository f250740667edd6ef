import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { startEmbeddedPostgres, type EmbeddedPostgres } from "@cartwright/db/embedded";

/** A Postgres of the harness's own, which it may treat as badly as it likes. As durable as a merchant's. */
export interface OwnPostgres {
  readonly url: string;
  /** Stops it as an operator would, and starts it again on the same port. */
  restart(): Promise<void>;
  /** Kills it by `kill -9`, and starts it again on the same port. */
  crash(): Promise<void>;
  /** Stops it and removes its files. */
  remove(): Promise<void>;
}

/** Starts an empty one in a folder of its own. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), "cartwright-faults-"));
  chmodSync(dataDir, 0o755); // as root the server runs as another user, who must get in
  let server = await startEmbeddedPostgres({ dataDir });
  const { port, url, folder } = server;
  return {
    url,
    async restart() {
      await server.stop();
      server = await startAgain(dataDir, port);
    },
    async crash() {
      process.kill(server.pid, "SIGKILL");
      server = await startAgain(dataDir, port);
    },
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

// Right after a crash the last backends still hold the shared memory, and the server refuses to start.
async function startAgain(dataDir: string, port: number): Promise<EmbeddedPostgres> {
  for (const until = Date.now() + 30_000; ; await wait(200)) {
    try {
      const server = await startEmbeddedPostgres({ dataDir, port });
      if (server.port !== port) throw new Error("the port of Postgres was taken while it was down");
      return server;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

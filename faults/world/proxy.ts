import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Stands between one worker and Postgres. */
export interface Proxy {
  readonly port: number;
  /** True when Postgres sees one of the worker's connections come from this port. */
  carries(clientPort: number): boolean;
  /**
   * Stops forwarding on the connections that are open, both ways, without closing them: what a firewall does that forgot
   * them. Either all, or those on which the worker listens for notifications. Answers how many.
   */
  freeze(which: "all" | "listening"): number;
  close(): Promise<void>;
}

interface Pair {
  readonly worker: Socket;
  readonly postgres: Socket;
  listens: boolean;
  frozen: boolean;
}

/** Opens a proxy to a port of this machine. */
export async function openProxy(target: () => number): Promise<Proxy> {
  const pairs = new Set<Pair>();
  const server = createServer((worker) => join(pairs, worker, connect(target(), "127.0.0.1")));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    port: address.port,
    carries: (clientPort) => [...pairs].some(({ postgres }) => postgres.localPort === clientPort),
    freeze(which) {
      const chosen = [...pairs].filter((pair) => !pair.frozen && (which === "all" || pair.listens));
      for (const pair of chosen) freezePair(pair);
      return chosen.length;
    },
    async close() {
      for (const { worker, postgres } of pairs) {
        worker.destroy();
        postgres.destroy();
      }
      server.close();
      await once(server, "close");
    },
  };
}

function join(pairs: Set<Pair>, worker: Socket, postgres: Socket): void {
  const pair: Pair = { worker, postgres, listens: false, frozen: false };
  pairs.add(pair);
  const part = (): void => {
    if (pair.frozen) return;
    pairs.delete(pair);
    worker.destroy();
    postgres.destroy();
  };
  for (const socket of [worker, postgres]) {
    socket.setNoDelay(true);
    socket.on("error", part);
    socket.on("close", part);
  }
  worker.on("data", (bytes) => {
    pair.listens ||= /\blisten\s/i.test(bytes.toString("latin1"));
    postgres.write(bytes);
  });
  postgres.on("data", (bytes) => worker.write(bytes));
}

// Nothing is read any more, so nothing is forwarded, and the end of either side is not noticed.
function freezePair(pair: Pair): void {
  pair.frozen = true;
  pair.worker.removeAllListeners("data").pause();
  pair.postgres.removeAllListeners("data").pause();
}

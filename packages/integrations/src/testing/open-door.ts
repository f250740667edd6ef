import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One message as it came in. */
export interface Knock {
  readonly path: string;
  readonly headers: Headers;
  readonly rawBody: Buffer;
}

export interface Door {
  readonly url: string;
  /** The next message, now or when it comes. */
  knock(): Promise<Knock>;
  close(): Promise<void>;
}

/** Where a vendor's webhooks arrive: takes each, and hands it to whoever waits. */
export async function openDoor(): Promise<Door> {
  const waiting: Knock[] = [];
  const takers: ((knock: Knock) => void)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(200).end();
      const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const knock = { path: request.url ?? "", headers, rawBody: Buffer.concat(chunks) };
      const taker = takers.shift();
      if (taker) taker(knock);
      else waiting.push(knock);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    knock() {
      const knock = waiting.shift();
      return knock ? Promise.resolve(knock) : new Promise((resolve) => takers.push(resolve));
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

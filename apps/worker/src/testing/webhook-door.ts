import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ArrivedMessage {
  readonly rawBody: Uint8Array;
  readonly headers: Headers;
}

/** Somewhere that messages are sent to; each is answered 200 and handed to whoever waits. */
export interface Door {
  readonly url: string;
  /** The next that arrives, or the oldest that nobody took. */
  next(): Promise<ArrivedMessage>;
  close(): Promise<void>;
}

export async function openDoor(): Promise<Door> {
  const waiting: ((message: ArrivedMessage) => void)[] = [];
  const kept: ArrivedMessage[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(200).end();
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === "string") headers.set(name, value);
      const message = { rawBody: Buffer.concat(chunks), headers };
      const first = waiting.shift();
      if (first) first(message);
      else kept.push(message);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/webhooks/shopify`,
    next: () => {
      const first = kept.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve));
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

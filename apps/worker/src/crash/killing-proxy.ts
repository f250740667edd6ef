import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

export interface KillingProxy {
  readonly url: string;
  /** Once a request fits, `kill` runs after the other side has answered and before the answer is passed on. */
  killAt(fits: RegExp, kill: () => void): void;
  close(): Promise<void>;
}

/** Stands between a process and a provider, and cuts in where it hurts most: the money has moved, nobody knows yet. */
export async function openKillingProxy(target: string): Promise<KillingProxy> {
  let trap: { fits: RegExp; kill: () => void } | null = null;
  const server = createServer((request, response) => {
    void pass(target, request).then((answer) => {
      if (trap?.fits.test(`${request.method} ${request.url}`) === true) {
        trap.kill();
        trap = null;
        response.destroy();
      } else send(response, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    killAt(fits, kill) {
      trap = { fits, kill };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

async function pass(target: string, request: IncomingMessage): Promise<Answer> {
  const body = await buffer(request);
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && name !== "host" && name !== "connection" && name !== "content-length"
      ? [[name, value]]
      : [],
  );
  const sent = body.length === 0 ? {} : { body };
  const response = await fetch(target + (request.url ?? "/"), { method: request.method ?? "GET", headers, ...sent });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.bytes() };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const { "content-length": _length, connection: _connection, ...kept } = headers;
  response.writeHead(status, kept).end(body);
}

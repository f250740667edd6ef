import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { answerNode, type FetchHandler } from "#http/node-door.ts";

/** One fetch handler behind a real socket, on a port of its own. */
export async function serveApi(handle: FetchHandler): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => void answerNode(handle, { incoming, outgoing }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

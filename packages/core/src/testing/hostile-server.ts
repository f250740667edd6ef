import { createServer, type Socket } from "node:net";

export interface HostileServer {
  readonly url: string;
  /** What each connection that sends a request is put through. */
  behave: (socket: Socket) => void;
  /** Connections so far. */
  readonly connections: number;
  close(): Promise<void>;
}

/** A server on loopback that speaks HTTP as badly as it is told to. */
export async function startHostileServer(): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const state: { behave: (socket: Socket) => void } = { behave: (socket) => socket.destroy() };
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    // Its peer hangs up on it: that is what is wanted.
    socket.on("error", () => undefined);
    socket.once("data", () => state.behave(socket));
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    get behave() {
      return state.behave;
    },
    set behave(behave) {
      state.behave = behave;
    },
    get connections() {
      return connections;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

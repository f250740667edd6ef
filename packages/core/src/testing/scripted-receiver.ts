import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = number | ((response: ServerResponse) => void);

export interface ScriptedReceiver {
  readonly url: string;
  readonly received: Received[];
  /** What the next requests get, one after another; then `otherwise`. */
  script: Answer[];
  /** What a request gets when the script is empty; 200 at first. */
  otherwise: Answer;
  close(): Promise<void>;
}

/** An HTTP server on loopback that records what it gets and answers as told. */
export async function startScriptedReceiver(): Promise<ScriptedReceiver> {
  const received: Received[] = [];
  const state: { script: Answer[]; otherwise: Answer } = { script: [], otherwise: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      const answer = state.script.shift() ?? state.otherwise;
      if (typeof answer === "function") answer(response);
      else response.writeHead(answer).end("noted");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}/hook`,
    received,
    get script() {
      return state.script;
    },
    set script(answers) {
      state.script = answers;
    },
    get otherwise() {
      return state.otherwise;
    },
    set otherwise(answer) {
      state.otherwise = answer;
    },
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  return address.port;
}

import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

import { applyFault } from "../faults/apply-fault.ts";
import type { FaultParts } from "../faults/apply-fault.ts";
import type { Log } from "../log.ts";
import type { Exchange, Reply } from "./exchange.ts";
import { Refusal, refusalReply } from "./refusal.ts";

const BODY_LIMIT_BYTES = 2 * 1024 * 1024;

export interface ServerParts extends FaultParts {
  log: Log;
}

/** The HTTP edge: reads the request, lets a fault act on it, answers or drops the connection. */
export function createHttpServer(parts: ServerParts): Server {
  const server = createServer((request, response) => {
    void answer(parts, request, response).catch((error: unknown) => {
      parts.log("answer_failed", { error: String(error) });
      response.destroy();
    });
  });
  server.keepAliveTimeout = 65_000;
  return server;
}

async function answer(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedAt = performance.now();
  const reply = await produceReply(parts, request, response);
  const ms = Math.round(performance.now() - startedAt);
  parts.log("request_answered", {
    method: request.method,
    path: request.url,
    status: reply.drop ? "dropped" : reply.status,
    ms,
  });
  if (reply.drop) {
    request.socket.destroy();
    return;
  }
  if (reply.file !== undefined) return sendFile(reply.file, reply, response);
  response.writeHead(reply.status, { ...reply.headers, "content-length": Buffer.byteLength(reply.body) });
  response.end(request.method === "HEAD" ? undefined : reply.body);
}

async function sendFile({ path, start, length }: NonNullable<Reply["file"]>, reply: Reply, response: ServerResponse) {
  response.writeHead(reply.status, { ...reply.headers, "content-length": length });
  if (length === 0) return void response.end();
  await pipeline(createReadStream(path, { start, end: start + length - 1 }), response);
}

async function produceReply(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<Reply> {
  try {
    const exchange = await readExchange(request);
    const gone = new Promise<void>((resolve) => response.once("close", resolve));
    return await applyFault(parts, exchange, gone);
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(error);
    parts.log("handler_crashed", { path: request.url, error: error instanceof Error ? error.stack : String(error) });
    return refusalReply(new Refusal(500, "sandbox_bug", "The sandbox itself failed; its log has the stack."));
  }
}

async function readExchange(request: IncomingMessage): Promise<Exchange> {
  const url = parseTarget(request.url ?? "/");
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    rawBody: await readBody(request),
    params: {},
    hold: () => Promise.resolve(),
  };
}

function parseTarget(target: string): URL {
  const url = URL.parse(target, "http://sandbox");
  if (url === null) throw new Refusal(400, "invalid_input", "The request target is not a path.");
  return url;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > BODY_LIMIT_BYTES) throw new Refusal(413, "body_too_large", "The sandbox takes bodies up to 2 MiB.");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import next from "next";

import { addressHeader, forwardedHeader, resolveClientAddress } from "@cartwright/api/client-address";

import { apiDoor, isForApi } from "./server/api-door-place.ts";
import { withBrotliAssets } from "./server/brotli-assets.ts";
import { readBuiltPages } from "./server/built-pages.ts";
import { readListenEnv } from "./server/env.ts";
import { serverLog } from "./server/log.ts";
import { withPageCache } from "./server/page-cache.ts";
import { securityHeaders } from "./server/security-headers.ts";
import { shutdown } from "./server/shutdown.ts";
import { withNonces } from "./server/with-nonces.ts";

// Readiness is red for so long before we stop listening, so that a load balancer sends nobody any more.
const farewellMs = 1_000;
// Requests may take so long to end; then their connections are cut.
const graceMs = 10_000;

// Next renders a browsing page anew after five seconds or more; a second more is what not asking it every time costs.
const pageCache = { freshMs: 1_000, staleMs: 5_000, maxBytes: 32 * 1024 * 1024 };

const log = serverLog();
const { PORT: port, HOST: host, TRUST_PROXY: trustedProxies } = readListenEnv();

const dir = join(import.meta.dirname, "..");
const app = next({ dev: false, dir, hostname: host ?? "localhost", port });
await app.prepare();
const pages = withNonces(app.getRequestHandler(), readBuiltPages(join(dir, ".next/server/app")));
const handle = withBrotliAssets(withPageCache(pages, pageCache), join(dir, ".next"));

const server = createServer((request, response) => {
  noteAddress(request);
  if (shutdown.signal.aborted) response.setHeader("connection", "close");
  void answer(request, response);
});
server.keepAliveTimeout = 65_000;
server.requestTimeout = 60_000;
server.listen(port, host, () => log.info({ port }, "web_listening"));

for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end(server));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    // Next costs a request about a millisecond, and a reader of a stream far more; the API needs nothing of it.
    if (apiDoor.open && isForApi(request)) return await apiDoor.open(request, response);
    secure(response);
    await handle(request, response);
  } catch (error) {
    log.error({ err: error }, "request_crashed");
    if (!response.headersSent) {
      secure(response);
      response.statusCode = 500;
    }
    response.end();
  }
}

function secure(response: ServerResponse): void {
  for (const { key, value } of securityHeaders) response.setHeader(key, value);
}

/** Nobody but this server tells the handlers where a request comes from. */
function noteAddress(request: IncomingMessage): void {
  const forwarded = request.headers["x-forwarded-for"];
  const forwardedFor = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  const socketAddress = request.socket.remoteAddress;
  request.headers[addressHeader] = resolveClientAddress({ socketAddress, forwardedFor, trustedProxies });
  delete request.headers[forwardedHeader];
  if (forwardedFor !== undefined || request.headers["forwarded"] !== undefined) request.headers[forwardedHeader] = "1";
}

/** Readiness turns red and streams say goodbye; then no new connections; then the open requests end, or are cut. */
async function end(listening: Server): Promise<void> {
  if (shutdown.signal.aborted) return;
  shutdown.abort();
  await wait(farewellMs);
  const closed = new Promise<void>((resolve) => listening.close(() => resolve()));
  await Promise.race([closed, wait(graceMs)]);
  listening.closeAllConnections();
  process.exit(0);
}

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { createRetryFetch } from "./create-retry-fetch.ts";
import { readRetryAfter } from "./read-retry-after.ts";
import type { Retry } from "./with-retry.ts";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let answers: Answer[] = [];
let seen: { method: string; body: string; port: number }[] = [];
let url = "";

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text: string) => {
    body += text;
  });
  request.on("end", () => {
    seen.push({ method: request.method ?? "", body, port: request.socket.remotePort ?? 0 });
    (answers.shift() ?? ok)(response, request);
  });
});

const ok: Answer = (response) => response.end("fine");
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end(`status ${code}`);
const hangUp: Answer = (_, request) => request.socket.destroy();

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answers = [];
  seen = [];
});

const retrying = createRetryFetch({ delayMs: 1 });

test("a broken connection and a 503 are followed by another try with the same body", async () => {
  answers = [hangUp, status(503)];
  const response = await retrying(url, { method: "PUT", body: "same" });
  expect(await response.text()).toBe("fine");
  expect(seen.map(({ body }) => body)).toEqual(["same", "same", "same"]);
});

test("when no try is left the last answer is handed over, unread", async () => {
  answers = [status(500), status(502), status(503)];
  const response = await retrying(url);
  expect([response.status, await response.text()]).toEqual([503, "status 503"]);
});

test("a refusal is an answer", async () => {
  answers = [status(404)];
  expect((await retrying(url)).status).toBe(404);
  expect(seen).toHaveLength(1);
});

test("a POST is repeated under an Idempotency-Key only", async () => {
  answers = [status(503)];
  expect((await retrying(url, { method: "POST", body: "once" })).status).toBe(503);
  answers = [status(503)];
  const keyed = await retrying(url, { method: "POST", body: "twice", headers: { "Idempotency-Key": "k1" } });
  expect(keyed.status).toBe(200);
  expect(seen.map(({ body }) => body)).toEqual(["once", "twice", "twice"]);
});

test("a stream is sent once, for nobody can send it again", async () => {
  answers = [status(503), status(503)];
  const stream = new Blob(["streamed"]).stream();
  const init = { method: "PUT", body: stream, duplex: "half" } as RequestInit;
  expect((await retrying(url, init)).status).toBe(503);
  expect((await retrying(new Request(url, { method: "PUT", body: "of a request" }))).status).toBe(503);
  expect(seen.map(({ body }) => body)).toEqual(["streamed", "of a request"]);
});

test("an endless body of a failed try does not hold its connection", async () => {
  const closed = Promise.withResolvers<void>();
  answers = [
    (response) => {
      response.on("close", closed.resolve);
      response.writeHead(503).write("never ends");
    },
  ];
  expect((await retrying(url)).status).toBe(200);
  await expect(closed.promise).resolves.toBeUndefined();
});

test("Retry-After sets the wait, as seconds and as a date; beyond the budget the answer is handed over at once", async () => {
  const retries: Retry[] = [];
  const patient = createRetryFetch({ delayMs: 0, onRetry: (retry) => retries.push(retry) });
  answers = [status(429, { "retry-after": "1" })];
  expect((await patient(url)).status).toBe(200);
  expect(retries.map(({ delayMs }) => delayMs)).toEqual([1_000]);
  const tomorrow = new Date(Date.now() + 86_400_000).toUTCString();
  answers = [status(429, { "retry-after": tomorrow })];
  expect((await patient(url)).status).toBe(429);
});

test("a Retry-After that cannot be read asks for nothing, a date that is over for no wait", () => {
  const now = Date.parse("2026-11-25T10:00:00Z");
  const read = (value: string) => readRetryAfter(new Headers({ "retry-after": value }), now);
  expect(["120", "Wed, 25 Nov 2026 10:00:30 GMT", "Wed, 25 Nov 2026 09:00:00 GMT", "soon", ""].map(read)).toEqual([
    120_000,
    30_000,
    0,
    null,
    null,
  ]);
  expect(readRetryAfter(new Headers())).toBeNull();
});

test("the caller's abort ends the tries, and still ends the body after them", async () => {
  const early = new AbortController();
  answers = [
    () => {
      early.abort(new Error("changed my mind"));
    },
  ];
  await expect(retrying(url, { signal: early.signal })).rejects.toThrow("changed my mind");
  expect(seen).toHaveLength(1);
  const late = new AbortController();
  answers = [(response) => response.writeHead(200).write("begun")];
  const response = await retrying(url, { signal: late.signal });
  late.abort(new Error("enough"));
  await expect(response.text()).rejects.toThrow("enough");
});

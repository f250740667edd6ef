import type { LookupAddress } from "node:dns";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";

import { afterEach, beforeEach, expect, test } from "vitest";

import { newId } from "@cartwright/db";

import { startHostileServer, type HostileServer } from "#testing/hostile-server.ts";

import { createGuardedAgent, type CallbackAgent, type GuardedAgentOptions } from "./guarded-agent.ts";
import { sendCallback, type CallbackAnswer } from "./send-callback.ts";

/** Instead of 10 and 15 seconds, where running out of time is what is expected. */
const hasty = { headersTimeoutMs: 200 };
const hastyBody = { totalTimeoutMs: 1_000 };

let server: HostileServer;
let agents: CallbackAgent[];

beforeEach(async () => {
  server = await startHostileServer();
  agents = [];
});

afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.destroy()));
  await server.close();
});

const silences: Record<string, (socket: Socket) => void> = {
  "says nothing": () => undefined,
  "stops in the middle of its headers": (socket) => socket.write("HTTP/1.1 200 OK\r\nx-half: "),
  "drips its headers": (socket) => drip(socket, "HTTP/1.1 200 OK\r\nx-slow: ", "a"),
  "promises an answer again and again": (socket) => drip(socket, "", "HTTP/1.1 103 Early Hints\r\n\r\n"),
};

test.each(Object.keys(silences))("a receiver that %s has failed once the time for a status is over", async (name) => {
  server.behave = silences[name] ?? (() => undefined);
  expect(await send(hasty)).toMatchObject({ status: null, errorCode: "timeout" });
});

const endlessBodies: Record<string, (socket: Socket) => void> = {
  "hangs in the middle of": (socket) => socket.write(`${head("content-length: 100")}begun`),
  drips: (socket) => drip(socket, head("content-length: 100000"), "a"),
  "breaks off": (socket) => socket.end(`${head("content-length: 100")}begun`),
};

test.each(Object.keys(endlessBodies))(
  "a receiver that %s its body has the event: its status came in time",
  async (name) => {
    server.behave = endlessBodies[name] ?? (() => undefined);
    const { status, responseBody } = await send(hastyBody);
    expect(status).toBe(200);
    expect(responseBody).toMatch(/^(begun|a+)$/);
  },
);

test("of an answer of 100 MB 16 KiB are kept and the rest is not fetched", async () => {
  let poured = 0;
  let cutOff = false;
  server.behave = (socket) => {
    socket.once("close", () => (cutOff = true));
    socket.write(head(`content-length: ${100_000_000}`));
    const pour = (): void => {
      socket.write(Buffer.alloc(100_000, "é"), (error) => {
        if (error || poured >= 100_000_000) return;
        poured += 100_000;
        pour();
      });
    };
    pour();
  };
  const { status, responseBody } = await send();
  expect(status).toBe(200);
  expect(Buffer.byteLength(responseBody ?? "")).toBeGreaterThan(16_000);
  expect(Buffer.byteLength(responseBody ?? "")).toBeLessThanOrEqual(16_384);
  await expect.poll(() => cutOff, { timeout: 10_000 }).toBe(true);
  // What the kernel holds for a connection is a few megabytes.
  expect(poured).toBeLessThan(50_000_000);
});

test("bytes that are no text, and NUL, are kept as text that the database takes", async () => {
  server.behave = (socket) => {
    socket.write(head("content-length: 20000"));
    socket.write(Buffer.alloc(20_000, Buffer.from([0, 255])));
  };
  const { responseBody } = await send();
  expect(responseBody).not.toContain("\0");
  expect(Buffer.byteLength(responseBody ?? "")).toBeLessThanOrEqual(16_384);
});

test("a gzip bomb is not unpacked", async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  server.behave = (socket) => {
    socket.write(head(`content-encoding: gzip\r\ncontent-length: ${bomb.length}`));
    socket.write(bomb);
  };
  expect(await send()).toMatchObject({ status: 200, responseBody: "(gzip, not unpacked)" });
});

test("headers beyond 16 KiB are refused", async () => {
  server.behave = (socket) => socket.write(`${head(`x-long: ${"a".repeat(100_000)}`)}`);
  expect(await send()).toMatchObject({ status: null, errorCode: "UND_ERR_HEADERS_OVERFLOW" });
});

test("a redirect is an answer like any other: nobody goes where it points", async () => {
  const inside = await startHostileServer();
  server.behave = (socket) => socket.end(`HTTP/1.1 302 Found\r\nlocation: ${inside.url}\r\ncontent-length: 0\r\n\r\n`);
  expect(await send()).toMatchObject({ status: 302 });
  expect(inside.connections).toBe(0);
  await inside.close();
});

test.each([
  "127.0.0.1",
  "10.0.0.1",
  "169.254.169.254",
  "168.63.129.16",
  "::1",
  "::ffff:127.0.0.1",
  "::7f00:1",
  "64:ff9b::7f00:1",
])("a name that resolves to %s, alone or beside a public address, is not connected to", async (address) => {
  for (const answer of [[address], ["93.184.216.34", address]]) {
    expect(await sendByName(() => answer)).toMatchObject({ status: null, errorCode: "private_address" });
  }
  expect(server.connections).toBe(0);
});

test("a name that was public when it was registered and is private when it is called is not connected to", async () => {
  const answers = [["93.184.216.34"], ["127.0.0.1"]];
  const resolved: string[][] = [];
  const answer = await sendByName(() => {
    const next = answers[resolved.length] ?? ["127.0.0.1"];
    resolved.push(next);
    return next;
  });
  // The address that was looked at is the one that is connected to: it is asked for once, and there nobody answers.
  expect(resolved).toEqual([["93.184.216.34"]]);
  expect(answer.status).toBeNull();
  expect(await sendByName(() => ["127.0.0.1"])).toMatchObject({ errorCode: "private_address" });
  expect(server.connections).toBe(0);
});

test("a literal private address is not connected to, though no name is asked for", async () => {
  expect(await send({ allowPrivate: false })).toMatchObject({ errorCode: "private_address" });
  expect(server.connections).toBe(0);
});

type Sent = Partial<GuardedAgentOptions> & { headersTimeoutMs?: number; totalTimeoutMs?: number };

function send({ headersTimeoutMs, totalTimeoutMs, ...guard }: Sent = {}, url = server.url): Promise<CallbackAnswer> {
  const agent = createGuardedAgent({ allowPrivate: true, ...guard });
  agents.push(agent);
  const callback = { url, secrets: ["whsec_AAAA"], eventId: newId(), requestId: undefined, body: "{}", attempt: 1 };
  return sendCallback(callback, { agent, now: () => new Date(), headersTimeoutMs, totalTimeoutMs });
}

function sendByName(resolve: () => string[]): Promise<CallbackAnswer> {
  const resolveAll: GuardedAgentOptions["resolveAll"] = (_, answer) => {
    const found: LookupAddress[] = resolve().map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    answer(null, found);
  };
  return send(
    { allowPrivate: false, resolveAll, headersTimeoutMs: 500 },
    server.url.replace("127.0.0.1", "callbacks.example"),
  );
}

function head(headers: string): string {
  return `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`;
}

function drip(socket: Socket, start: string, drop: string): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(drop), 20);
  socket.once("close", () => clearInterval(timer));
}

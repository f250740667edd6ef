import { once } from "node:events";
import { createServer, type Server } from "node:net";

import { afterEach, expect, test } from "vitest";

import { choosePort } from "./choose-port.ts";

let taken: Server | undefined;

afterEach(() => taken?.close());

test.for(["127.0.0.1", "::"])("a port taken on %s is passed over, and the message names the variable", async (host) => {
  const wanted = await take(host);
  const said: string[] = [];
  const port = await choosePort({ what: "the shop", variable: "PORT", wanted, say: (text) => said.push(text) });
  expect(port).toBeGreaterThan(wanted);
  expect(said.join()).toMatch(new RegExp(`port ${wanted} is taken.*uses ${port}.*PORT`));
});

test("a free port is taken without a word", async () => {
  const wanted = await take("127.0.0.1");
  taken?.close();
  const said: string[] = [];
  expect(await choosePort({ what: "the shop", variable: "PORT", wanted, say: (text) => said.push(text) })).toBe(wanted);
  expect(said).toEqual([]);
});

async function take(host: string): Promise<number> {
  taken = createServer();
  taken.listen(0, host);
  await once(taken, "listening");
  const address = taken.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

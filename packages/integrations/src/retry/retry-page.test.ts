import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, expect, test, vi } from "vitest";

import { readPage } from "../testing/read-page.ts";
import { pushOrder, readStock, withPatience } from "./retry.example.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("the page shows the example as it is", async () => {
  const { page, example } = await readPage("retry.md", new URL("retry.example.ts", import.meta.url));
  expect(page).toContain(example);
});

test("what the page shows works against a server that fails now and then", async () => {
  const keys: unknown[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    if (request.method === "POST") keys.push(request.headers["idempotency-key"]);
    response.writeHead(requests % 2 === 1 ? 503 : 200).end("7");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await readStock(baseUrl, "MUG-1")).toBe(7);
  await pushOrder(baseUrl, { id: "order-1", total: "59.98" });
  expect(keys).toEqual(["order-1", "order-1"]);
  server.close();
});

test("what the page shows for other work tries again by its own judgement", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 3) throw new Error("locked");
    return "done";
  };
  expect(await withPatience(work)).toBe("done");
  expect(warn).toHaveBeenCalledTimes(2);
});

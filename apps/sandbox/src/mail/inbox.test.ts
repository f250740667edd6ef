import { afterAll, beforeAll, expect, test } from "vitest";

import { startBench } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

test("a mail can be read as JSON by its receiver and as a page, where its markup cannot run", async () => {
  const mail = {
    to: "aino@example.com",
    from: "shop@havu.test",
    subject: "Order <1001>",
    text: "Thank you",
    html: "<script>alert(1)</script>",
  };
  const { json } = await bench.call<{ id: string }>("POST", "/mail", mail);
  expect((await bench.call("GET", "/inbox.json?to=aino@example.com")).json).toMatchObject({
    items: [{ id: json.id, subject: "Order <1001>" }],
  });
  expect((await bench.call("GET", "/inbox.json?to=else@example.com")).json).toEqual({ items: [] });
  const page = (await bench.call("GET", `/inbox/${json.id}`)).text;
  expect(page).toContain("Order &#60;1001&#62;");
  expect(page).not.toContain("<script");
  const body = await bench.call("GET", `/inbox/${json.id}/body`);
  expect(body.text).toContain(mail.html);
  expect(body.headers.get("content-security-policy")).toMatch(/^sandbox (?!.*allow-scripts).*default-src 'none'/);
  expect((await bench.call("GET", "/inbox")).text).toContain("aino@example.com");
});

test("a mail without a body or an address is refused", async () => {
  const mail = { to: "aino@example.com", from: "shop@havu.test", subject: "Empty" };
  expect((await bench.call("POST", "/mail", mail)).status).toBe(400);
  expect((await bench.call("POST", "/mail", { ...mail, text: "x", to: "nobody" })).status).toBe(400);
});

import { expect, test } from "vitest";

import { checkTargetUrl } from "./target-url.ts";

const refused = [
  "http://127.0.0.1/x",
  "http://[::1]/x",
  "http://10.1.2.3/x",
  "http://169.254.169.254/latest",
  "http://0x7f000001/x",
  "http://2130706433/x",
  "http://[::ffff:192.168.1.1]/x",
  "http://[64:ff9b::7f00:1]/x",
  "http://[64:ff9b:1::7f00:1]/x",
  "http://[::7f00:1]/x",
  "http://[2002:7f00:1::]/x",
  "http://[fd00:ec2::254]/x",
  "http://[fe80::1]/x",
  "http://017700000001/x",
  "http://127.1/x",
  "http://①②⑦.⓪.⓪.①/x",
  "http://0.0.0.0/x",
  "http://168.63.129.16/x",
  "http://100.64.0.1/x",
  "http://localhost/x",
  "http://db.internal/x",
];

test.each(refused)("%s is refused as a target, unless private addresses are allowed", (targetUrl) => {
  expect(() => checkTargetUrl(targetUrl, { allowPrivate: false })).toThrow("target_url_refused");
  expect(checkTargetUrl(targetUrl, { allowPrivate: true })).toBeInstanceOf(URL);
});

test.each(["https://user:secret@example.com/", "ftp://example.com/x", "not a url"])(
  "%s is always refused",
  (targetUrl) => {
    expect(() => checkTargetUrl(targetUrl, { allowPrivate: true })).toThrow("target_url_refused");
  },
);

test("a public address and a name are accepted", () => {
  expect(checkTargetUrl("https://93.184.216.34/hook#part", { allowPrivate: false }).href).toBe(
    "https://93.184.216.34/hook",
  );
  expect(checkTargetUrl("https://shop.example/hook", { allowPrivate: false }).hostname).toBe("shop.example");
});

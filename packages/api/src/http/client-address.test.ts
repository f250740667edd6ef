import { expect, test } from "vitest";

import { addressHeader, readClientAddress, resolveClientAddress } from "./client-address.ts";

test.for([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::9", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["not an address", "not an address"],
])("%s is counted as %s", ([address = "", counted]) => {
  expect(readClientAddress(new Headers({ [addressHeader]: address }))).toBe(counted);
});

test("a header that anyone can set names no address", () => {
  for (const name of ["x-forwarded-for", "forwarded", "x-real-ip", "cf-connecting-ip", "true-client-ip"])
    expect(readClientAddress(new Headers({ [name]: "1.1.1.1" }))).toBe("unknown");
});

test.for([
  ["3.3.3.3:52100", "3.3.3.3"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["::ffff:3.3.3.3", "3.3.3.3"],
  ["unknown", "10.0.0.1"],
  ["", "10.0.0.1"],
])("what a trusted proxy writes as %s is %s", ([forwardedFor = "", address]) => {
  expect(resolveClientAddress({ socketAddress: "10.0.0.1", forwardedFor, trustedProxies: 1 })).toBe(address);
});

test("what a client says of itself counts for nothing, what the trusted proxies say does", () => {
  const request = { socketAddress: "10.0.0.1", forwardedFor: "1.1.1.1, 2.2.2.2, 3.3.3.3" };
  expect(resolveClientAddress({ ...request, trustedProxies: 0 })).toBe("10.0.0.1");
  expect(resolveClientAddress({ ...request, trustedProxies: 1 })).toBe("3.3.3.3");
  expect(resolveClientAddress({ ...request, trustedProxies: 2 })).toBe("2.2.2.2");
});

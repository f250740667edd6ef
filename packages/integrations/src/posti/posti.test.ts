import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, expect, test } from "vitest";

import { ProviderRefusedError } from "../contracts/errors.ts";
import { createPosti } from "./index.ts";
import { mapTracking } from "./map-tracking.ts";

interface Asked {
  readonly path: string;
  readonly token: string | undefined;
  readonly body: string;
}

/** A Posti in this process, so that a test can see what it is asked; `answer` says what it answers. */
async function openPosti(answer: (asked: Asked) => { status?: number; body: unknown }) {
  const asked: Asked[] = [];
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const one = { path: request.url ?? "", token: request.headers.authorization, body };
      asked.push(one);
      const { status = 200, body: told } = answer(one);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(told));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let nowMs = Date.parse("2026-11-25T12:00:00Z");
  const carrier = createPosti({
    clientId: "id",
    clientSecret: "secret",
    gatewaySecret: "gate",
    customerNumber: "1",
    authBase: base,
    apiBase: base,
    trackingBase: base,
    now: () => new Date(nowMs),
  });
  return {
    carrier,
    asked,
    tokens: () => asked.filter(({ path }) => path === "/api/v1/token"),
    pass: (ms: number) => (nowMs += ms),
  };
}

let server: Server | undefined;
afterEach(() => server?.close());

const search = { country: "FI", postalCode: "00100", limit: 3 };
let issued = 0;
const token = () => ({ body: { access_token: `t${(issued += 1)}`, expires_in: 300 } });
const isToken = ({ path }: Asked) => path === "/api/v1/token";
const nowhere = { body: { pickupPoints: [] } };

test("a token is shared by all who ask at once, and kept until half a minute before its end", async () => {
  const { carrier, tokens, pass } = await openPosti((asked) => (isToken(asked) ? token() : nowhere));
  await Promise.all(Array.from({ length: 8 }, () => carrier.searchPickupPoints(search)));
  pass(269_000);
  await carrier.searchPickupPoints(search);
  expect(tokens()).toHaveLength(1);
  pass(2_000);
  await carrier.searchPickupPoints(search);
  expect(tokens()).toHaveLength(2);
});

test("a token that is called expired is fetched anew once, and a second time is a refusal", async () => {
  let left = 1;
  const expired = {
    status: 401,
    body: { errorCode: "EXPIRED", message: "The access token has expired.", details: null },
  };
  const { carrier, tokens, asked } = await openPosti((one) =>
    isToken(one) ? token() : (left -= 1) >= 0 ? expired : nowhere,
  );
  expect(await carrier.searchPickupPoints(search)).toEqual([]);
  expect(tokens()).toHaveLength(2);
  const [first, second] = asked.filter((one) => !isToken(one));
  expect(first?.token).not.toBe(second?.token);
  left = 9;
  await expect(carrier.searchPickupPoints(search)).rejects.toMatchObject({ code: "EXPIRED" });
  expect(tokens()).toHaveLength(3);
});

test("a search sends what is known and nothing that Posti does not", async () => {
  const { carrier, asked } = await openPosti((one) => (isToken(one) ? token() : nowhere));
  await carrier.searchPickupPoints({ ...search, service: "PO2103", city: "Helsinki" });
  expect(JSON.parse(asked.at(-1)?.body ?? "")).toEqual({
    searchCriteria: {
      location: { postcode: "00100", countryCode: "FI", city: "Helsinki" },
      serviceFilters: { product: { code: "2103" } },
    },
    limit: 3,
  });
});

test("our credentials do not follow a label to a stranger, and the parcel is booked all the same", async () => {
  const made = { id: 7, parcels: [{ parcelNo: "JJFI1" }], prints: [{ href: "https://posti.fi.example.com/label" }] };
  const { carrier, asked } = await openPosti((one) => (isToken(one) ? token() : { body: [made] }));
  const address = { name: "A", line1: "B 1", postalCode: "00100", city: "Helsinki", country: "FI" };
  const order = { service: "PO2104", reference: "R", orderNumber: "1", sender: address, receiver: address };
  const booked = await carrier.createParcel({ ...order, pickupPoint: null, weightGrams: 1_500, contents: "Cups" });
  expect(booked).toMatchObject({ externalId: "7", trackingNumber: "JJFI1", label: null });
  await expect(carrier.getLabel(booked.labelRef ?? "")).rejects.toBeInstanceOf(ProviderRefusedError);
  expect(asked.filter((one) => !isToken(one))).toHaveLength(1);
  expect(JSON.parse(asked.at(-1)?.body ?? "")).toMatchObject({
    shipment: { senderReference: "R", orderNo: "1", service: { id: "PO2104" }, parcels: [{ weight: 1.5 }] },
  });
});

test("tracking is read with any of its fields missing, and where a parcel is counts beside unknown events", () => {
  const told = mapTracking({
    parcelShipments: [
      {},
      {
        trackingNumber: "A",
        events: [{}, { eventCode: "31", timestamp: "2026-10-25T03:30:00+03:00" }],
        status: "READY_FOR_PICKUP",
      },
      { trackingNumber: "B", events: null, status: { code: "IN_TRANSPORT" } },
    ],
  });
  expect(told.get("A")).toMatchObject([
    { status: "other", code: "31", occurredAt: new Date("2026-10-25T00:30:00Z") },
    { status: "ready_for_pickup", code: "READY_FOR_PICKUP", occurredAt: new Date("2026-10-25T00:30:00Z") },
  ]);
  expect(told.get("B")).toEqual([]);
});

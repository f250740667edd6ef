import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import type { Carrier, LabelOrder } from "../contracts/carrier.ts";
import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import { createMatkahuolto } from "../matkahuolto/index.ts";
import { createPosti } from "../posti/index.ts";
import type { Guard } from "../resilience/index.ts";
import { type SandboxProcess, startSandbox } from "../testing/start-sandbox.ts";

let sandbox: SandboxProcess;
let made = 0;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.clearFaults());
afterAll(() => sandbox.stop());

interface Settings {
  readonly secret?: string;
  readonly timeoutMs?: number;
}

/** What differs between the two: how they are opened, what they call their services, where their calls go. */
const carriers = [
  {
    name: "posti",
    open: ({ secret = "posti_client_secret", timeoutMs }: Settings = {}): Carrier & { guard: Guard } => {
      const base = `${sandbox.url}/posti`;
      const bases = { authBase: base, apiBase: base, trackingBase: base };
      const login = { clientId: "posti_client", clientSecret: secret, gatewaySecret: "posti_gateway_secret" };
      return createPosti({ ...login, ...bases, customerNumber: "677503", timeoutMs, opensAfter: 50 });
    },
    services: { pickup: "PO2103", home: "PO2104", return: "PO2108" },
    tracking: /^JJFI\d{17}$/,
    orders: "^POST /posti/shippingapi",
    reads: "^POST /posti/2026-04",
  },
  {
    name: "matkahuolto",
    open: ({ secret = "matkahuolto_password", timeoutMs }: Settings = {}): Carrier & { guard: Guard } =>
      createMatkahuolto({
        user: "9430023",
        password: secret,
        apiBase: `${sandbox.url}/matkahuolto`,
        timeoutMs,
        opensAfter: 50,
      }),
    services: { pickup: "80", home: "34", return: "81" },
    tracking: /^MH\d{12}$/,
    orders: "^POST /matkahuolto/mpaketti",
    reads: "^POST /matkahuolto/noutopistehaku",
  },
];

describe.for(carriers)("$name", ({ name, open, services, tracking, orders, reads }) => {
  test("sells services for the country and weight that are asked about", () => {
    const codes = (country: string, weightGrams: number) =>
      open()
        .listServices({ country, weightGrams })
        .map(({ code }) => code);
    expect(codes("FI", 1_000)).toEqual(expect.arrayContaining(Object.values(services)));
    expect(codes("SE", 1_000).some((code) => codes("FI", 1_000).includes(code))).toBe(false);
    expect(codes("FI", 1_000).length).toBeGreaterThan(codes("FI", 29_000).length);
    expect(codes("FI", 99_000)).toEqual([]);
  });

  test("finds pickup points, nearest first, and each again by its id", async () => {
    const carrier = open();
    const points = await carrier.searchPickupPoints({ ...near, street: "Ainolankatu 3", service: services.pickup });
    expect(points).toHaveLength(5);
    const distances = points.map(({ distanceMeters }) => distanceMeters ?? Number.NaN);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(new Set(points.map(({ kind }) => kind))).toEqual(new Set(["locker", "counter"]));
    const [first] = points;
    expect(first).toMatchObject({ postalCode: "04400", city: expect.stringMatching(/järvenpää/i) as string });
    const again = await carrier.findPickupPoint(first?.id ?? "");
    expect(again).toMatchObject({ id: first?.id, name: first?.name, routingCode: first?.routingCode });
    expect(await carrier.findPickupPoint("000000000")).toBeNull();
    expect(await carrier.searchPickupPoints({ ...near, country: "IT", postalCode: "00100" })).toEqual([]);
  });

  test("makes a parcel with its number and a label that is a PDF, whatever is in the names", async () => {
    const booked = await open().createParcel(order({ service: services.home }));
    expect(booked.trackingNumber).toMatch(tracking);
    const pdf = Buffer.from(booked.label?.bytes ?? []).toString("latin1");
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    expect(pdf).toContain('(Åke & Söner <Oy> "1")');
    expect(pdf).toContain(booked.trackingNumber);
  });

  test("has a label once, or for as long as its address holds", async () => {
    const carrier = open();
    const { labelRef, label } = await carrier.createParcel(order({ service: services.home }));
    expect(labelRef === null).toBe(name === "matkahuolto");
    const again = labelRef === null ? null : await carrier.getLabel(labelRef);
    expect(again).toEqual(labelRef === null ? null : label);
    expect(await carrier.getLabel("/posti/shippingapi/api/v2/shipping/order/none/prints/label")).toBeNull();
  });

  test("sends to a pickup point, and back to the shop", async () => {
    const carrier = open();
    const [point] = await carrier.searchPickupPoints(near);
    const there = await carrier.createParcel(order({ service: services.pickup, pickupPoint: point ?? null }));
    const back = await carrier.createParcel(order({ service: services.return }));
    expect(back.trackingNumber).not.toBe(there.trackingNumber);
    expect(back.label?.contentType).toBe("application/pdf");
  });

  test("finds a parcel whose answer was lost by what we call it, and says when there is none", async () => {
    const carrier = open();
    const lost = order({ service: services.home });
    const orderedAt = new Date();
    await sandbox.fault({ target: "carriers", kind: "drop_after", times: 1, pathPattern: orders });
    await expect(carrier.createParcel(lost)).rejects.toMatchObject({ maybeDone: true });
    const found = await carrier.findParcel({ reference: lost.reference, orderedAt });
    expect(found?.trackingNumber).toMatch(tracking);
    expect(await carrier.findParcel({ reference: "NOBODYS-PARCEL-1", orderedAt })).toBeNull();
  });

  test("tells what happened to many parcels, oldest first, in our words and at the right time", async () => {
    const carrier = open();
    const pickup = () => order({ service: services.pickup });
    const startedAt = Math.floor(Date.now() / 1_000) * 1_000;
    const [one, two] = [await carrier.createParcel(pickup()), await carrier.createParcel(pickup())];
    for (const status of ["shipped", "ready_for_pickup", "delivered"]) await advance(one.trackingNumber, status);
    const told = await carrier.track([one.trackingNumber, two.trackingNumber, "UNKNOWN-1"]);
    expect([...told.keys()].toSorted()).toEqual([one.trackingNumber, two.trackingNumber].toSorted());
    const steps = told.get(one.trackingNumber) ?? [];
    expect(steps.map(({ status }) => status)).toEqual(["registered", "shipped", "ready_for_pickup", "delivered"]);
    expect(told.get(two.trackingNumber)).toMatchObject([{ status: "registered" }]);
    for (const { occurredAt } of steps) {
      expect(occurredAt.getTime()).toBeGreaterThanOrEqual(startedAt);
      expect(occurredAt.getTime()).toBeLessThanOrEqual(Date.now());
    }
    expect((await carrier.track(["UNKNOWN-1"])).size).toBe(0);
  });

  test("calls a parcel off, twice without complaint, and not once it has left", async () => {
    const carrier = open();
    const wanted = order({ service: services.home });
    const parcel = { ...(await carrier.createParcel(wanted)), ...wanted };
    await carrier.cancelParcel(parcel);
    await carrier.cancelParcel(parcel);
    const left = { ...(await carrier.createParcel(order({ service: services.home }))), ...wanted };
    await advance(left.trackingNumber, "shipped");
    await expect(carrier.cancelParcel(left)).rejects.toBeInstanceOf(ProviderRefusedError);
  });

  test("refuses a service that it does not sell, in words", async () => {
    const wanted = open().createParcel(order({ service: "PO9" }));
    await expect(wanted).rejects.toMatchObject({ name: "ProviderRefusedError" });
    await expect(wanted).rejects.toThrow(/contract/);
  });

  test("refuses wrong credentials", async () => {
    await expect(open({ secret: "wrong" }).createParcel(order())).rejects.toBeInstanceOf(ProviderRefusedError);
    await expect(open({ secret: "wrong" }).track(["MH1"])).rejects.toBeInstanceOf(ProviderRefusedError);
  });

  test.for([
    { kind: "status", status: 503 },
    { kind: "malformed" },
    { kind: "timeout", delayMs: 5_000 },
    { kind: "rate_limit" },
  ])("is unavailable, not refusing, when it answers an order with $kind, and is not asked twice", async (fault) => {
    await sandbox.fault({ target: "carriers", ...fault, times: 1, pathPattern: orders });
    const wanted = open({ timeoutMs: 500 }).createParcel(order({ service: services.home }));
    await expect(wanted).rejects.toMatchObject({
      name: "ProviderUnavailableError",
      maybeDone: fault.kind !== "rate_limit",
    });
  });

  test("is asked once more when only reading fails, and counts both for its breaker", async () => {
    await sandbox.fault({ target: "carriers", kind: "status", status: 502, times: 1, pathPattern: reads });
    const carrier = open();
    expect(await carrier.searchPickupPoints(near)).toHaveLength(5);
    expect(carrier.guard.state()).toMatchObject({ failed: 1, answered: 1, circuit: "closed" });
  });
});

test("an order that never left is known not to be done", async () => {
  const nobody = createMatkahuolto({ user: "1", password: "1", apiBase: `http://127.0.0.1:${await closedPort()}` });
  await expect(nobody.createParcel(order())).rejects.toMatchObject({ maybeDone: false });
  await expect(nobody.createParcel(order())).rejects.toBeInstanceOf(ProviderUnavailableError);
});

const near = { country: "FI", postalCode: "04400", limit: 5 };

function order(wish: Partial<LabelOrder> = {}): LabelOrder {
  made += 1;
  const shop = { name: "Havu Oy", line1: "Merikatu 1", postalCode: "00140", city: "Helsinki", country: "FI" };
  const someone = { name: 'Åke & Söner <Oy> "1"', line1: "Hämeenkatu 5 A", postalCode: "33100", city: "Tampere" };
  return {
    reference: `REF${String(made).padStart(13, "0")}`,
    orderNumber: "1001",
    service: "80",
    sender: shop,
    receiver: { ...someone, country: "FI", phone: "+358401234567", email: "ake@example.com" },
    pickupPoint: null,
    weightGrams: 1_230,
    contents: "Candles & cups",
    ...wish,
  };
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function advance(trackingNumber: string, status: string): Promise<void> {
  const url = `${sandbox.url}/carriers/parcels/${trackingNumber}/advance`;
  const answer = await fetch(url, { method: "POST", body: JSON.stringify({ status }) });
  expect(answer.status).toBe(200);
}

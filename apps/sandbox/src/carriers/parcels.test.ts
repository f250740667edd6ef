import { createHmac } from "node:crypto";

import { afterEach, beforeEach, expect, test } from "vitest";

import { manualClock } from "../clock.ts";
import type { ManualClock } from "../clock.ts";
import { secrets, startBench } from "../testing-sandbox.ts";
import type { Bench, Caught } from "../testing-sandbox.ts";

let bench: Bench;
let clock: ManualClock;
beforeEach(async () => {
  clock = manualClock(new Date("2026-11-21T08:00:00Z"));
  bench = await startBench({ clock });
});
afterEach(() => bench.close());

const login = "<UserId>9430023</UserId><Password>matkahuolto_password</Password><Version>2.0</Version>";
const fields = {
  ShipmentType: "N",
  MessageType: "N",
  Weight: "1.20",
  Packages: "1",
  SenderId: "9430023",
  SenderReference: "REF-1",
  ReceiverName1: "Aino &amp; Väinö",
  ReceiverPostal: "33100",
  ReceiverCity: "Tampere",
  ProductCode: "80",
};

async function sendXml(wanted: Record<string, string>, credentials = login): Promise<string> {
  const elements = Object.entries(wanted)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join("");
  const body = `<MHShipmentRequest>${credentials}<Shipment>${elements}</Shipment></MHShipmentRequest>`;
  return (await fetch(`${bench.sandbox.url}/matkahuolto/mpaketti/mhshipmentxml`, { method: "POST", body })).text();
}

async function ship(): Promise<string> {
  return /<ShipmentNumber>(\w+)</.exec(await sendXml(fields))?.[1] ?? "";
}

const saying = (status: string) => (caught: Caught) => caught.json.status === status;

test("a parcel is shipped and delivered by itself, 2 to 8 seconds apart, with a signed webhook each", async () => {
  const trackingNumber = await ship();
  expect(trackingNumber).toMatch(/^MH\d{12}$/);
  clock.advance(1_999);
  expect(bench.door.caught).toEqual([]);
  clock.advance(6_001);
  clock.advance(0);
  const shipped = await bench.door.arrival(saying("shipped"));
  clock.advance(8_000);
  clock.advance(0);
  await bench.door.arrival(saying("ready_for_pickup"));
  const delivered = await bench.door.arrival(saying("delivered"));
  expect(shipped).toMatchObject({
    path: "/api/webhooks/matkahuolto",
    json: { reference: "REF-1", trackingNumber, carrier: "matkahuolto" },
  });
  expect(delivered.json.eventId).not.toBe(shipped.json.eventId);
  const [, timestamp = "", digest] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(shipped.headers["x-carrier-signature"])) ?? [];
  expect(digest).toBe(createHmac("sha256", secrets.matkahuolto).update(`${timestamp}.${shipped.body}`).digest("hex"));
});

test("a webhook that was not taken comes again with the same event id", async () => {
  bench.door.answers.push(503);
  await bench.call("POST", `/carriers/parcels/${await ship()}/advance`, { status: "shipped" });
  clock.advance(0);
  const first = await bench.door.arrival(saying("shipped"));
  await expect.poll(() => (clock.advance(100), bench.door.caught.length)).toBe(2);
  expect(bench.door.caught[1]?.json.eventId).toBe(first.json.eventId);
});

test("a parcel moved on by hand does not move back or twice, and its own timers do not repeat the news", async () => {
  const path = `/carriers/parcels/${await ship()}`;
  const advance = (status: string) => bench.call("POST", `${path}/advance`, { status });
  expect(await advance("delivered")).toMatchObject({ status: 200, json: { status: "delivered" } });
  expect(await advance("shipped")).toMatchObject({ status: 409, json: { error: { code: "invalid_state" } } });
  expect((await advance("delivered")).status).toBe(409);
  clock.advance(60_000);
  const read = await bench.call<{ events: { status: string }[] }>("GET", path);
  expect(read.json.events.map(({ status }) => status)).toEqual(["delivered"]);
  expect((await bench.call("GET", "/carriers/parcels/MH1")).status).toBe(404);
});

test("Matkahuolto refuses by its numbers: a login, each thing that is missing, what it does not know, commas", async () => {
  const number = (answer: string) => /<ErrorNbr>(\d+)</.exec(answer)?.[1];
  expect(number(await sendXml(fields, login.replace("9430023", "1")))).toBe("1001");
  const mandatory = ["ShipmentType", "MessageType", "Weight", "Packages", "SenderId", "ReceiverName1", "ProductCode"];
  for (const name of [...mandatory, "ReceiverPostal", "ReceiverCity"])
    expect(number(await sendXml({ ...fields, [name]: "" }))).toBe("1003");
  expect(number(await sendXml({ ...fields, CODSum: "5" }))).toBe("1004");
  expect(number(await sendXml({ ...fields, ReceiverName1: "A & B" }))).toBe("1004");
  expect(number(await sendXml({ ...fields, Weight: "1,2" }))).toBe("1018");
  expect(number(await sendXml({ ...fields, ProductCode: "81" }))).toBe("1012");
  expect(number(await sendXml({ ...fields, MessageType: "D", ShipmentNumber: "MH1" }))).toBe("1008");
});

test("a deleted shipment is told as error 0, does not travel, and cannot be deleted once it has left", async () => {
  const deleted = { ...fields, MessageType: "D", ShipmentNumber: await ship() };
  expect(await sendXml(deleted)).toContain("<ErrorNbr>0</ErrorNbr>");
  clock.advance(60_000);
  const left = await ship();
  await bench.call("POST", `/carriers/parcels/${left}/advance`, { status: "shipped" });
  expect(await sendXml({ ...deleted, ShipmentNumber: left })).toContain("<ErrorNbr>1008</ErrorNbr>");
  clock.advance(0);
  await bench.door.arrival(saying("shipped"));
  expect(bench.door.caught).toHaveLength(1);
});

test("the label is a PDF that names the parcel and who gets it", async () => {
  const answer = await sendXml({ ...fields, ReceiverCity: "Tampere (itä)" });
  const pdf = Buffer.from(/<ShipmentPdf>([^<]+)</.exec(answer)?.[1] ?? "", "base64").toString("latin1");
  expect(pdf.slice(0, 5)).toBe("%PDF-");
  expect(pdf).toContain("(Aino & Väinö)");
  expect(pdf).toContain(String.raw`(33100 Tampere \(itä\))`);
});

test("Posti wants a token that holds, its gateway secret, and no keys that it does not know", async () => {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    bench.call<Record<string, string>>("POST", `/posti${path}`, body, headers);
  expect((await post("/2026-04/pickuppoints", {})).json).toMatchObject({ errorCode: "INVALID_TOKEN" });
  const form = "grant_type=client_credentials&client_id=posti_client&client_secret=posti_client_secret";
  const answer = await fetch(`${bench.sandbox.url}/posti/api/v1/token`, { method: "POST", body: form });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const bearer = { authorization: `Bearer ${token}` };
  const location = { postcode: "33100", countryCode: "FI" };
  const search = { searchCriteria: { location }, limit: 3 };
  expect((await post("/2026-04/pickuppoints", search, bearer)).status).toBe(200);
  expect((await post("/2026-04/pickuppoints", { ...search, radius: 5 }, bearer)).json).toMatchObject({
    errorCode: "VALIDATION_ERROR",
    message: "Extra inputs are not permitted",
  });
  expect((await post("/shippingapi/api/v2/shipping/order", {}, bearer)).json).toMatchObject({ errorCode: "FORBIDDEN" });
  clock.advance(300_000);
  expect((await post("/2026-04/pickuppoints", search, bearer)).json).toMatchObject({ errorCode: "EXPIRED" });
});

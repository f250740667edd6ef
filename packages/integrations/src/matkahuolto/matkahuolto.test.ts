import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { fromHelsinki, toHelsinki } from "./helsinki-time.ts";
import { mapTracking, readEvents } from "./map-tracking.ts";
import { readError } from "./matkahuolto-errors.ts";
import { mapOffice, mhSearchOfficesReply } from "./pickup-points.ts";
import { buildXml, parseXml } from "./xml.ts";

const headers = new Headers({ "content-type": "text/xml" });

test("what is sent is what is read, whatever its letters, and cannot become markup", () => {
  const name = `Åke & "Söner" <Oy> ]]> 'ä' 🌲`;
  const xml = buildXml("Root", { Name: `${name}\u0000\uFFFF`, Left: undefined, Part: { Code: "00100" } });
  expect(xml).not.toContain("<Oy>");
  expect(parseXml(Buffer.from(xml), headers)).toEqual({ Root: { Name: name, Part: { Code: "00100" } } });
});

test("an answer of 2014 is read: URL-encoded ISO-8859-1, distances with a comma", () => {
  const recorded = readFileSync(new URL("../../test-data/searchoffices-2014.txt", import.meta.url));
  const { MHSearchOfficesReply: reply } = mhSearchOfficesReply.parse(parseXml(recorded, headers));
  const points = reply === "" ? [] : (reply.Office ?? []).map(mapOffice);
  expect(points).toHaveLength(5);
  expect(points[0]).toEqual({
    id: "5385",
    routingCode: "5385",
    kind: "counter",
    name: "SIWA PUISTOTIE",
    street: "PUISTOTIE 33",
    postalCode: "04420",
    city: "JÄRVENPÄÄ",
    country: "FI",
    distanceMeters: 1_800,
  });
  expect(points[4]?.name).toBe("SIWA LOUTINKATU (KIOSKI)");
});

test.for([
  ["cut off", "<MHShipmentReply><Shipment>"],
  ["no XML", "<html><body>Error 502"],
  ["a document with entities of its own", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ["empty", ""],
])("an answer that is %s is one that broke", ([, text]) => {
  expect(() => parseXml(Buffer.from(text ?? ""), headers)).toThrow(/no whole XML/);
});

test.for([
  ["winter", "2026-01-21T14:41:00", "2026-01-21T12:41:00Z"],
  ["summer", "2026-07-21T14:41:00", "2026-07-21T11:41:00Z"],
  ["without seconds", "2026-01-21T14:41", "2026-01-21T12:41:00Z"],
  ["the last minute before clocks go back", "2026-10-25T02:59:59", "2026-10-24T23:59:59Z"],
  ["a time that comes twice: the first", "2026-10-25T03:30:00", "2026-10-25T00:30:00Z"],
  ["the first minute after both", "2026-10-25T04:00:00", "2026-10-25T02:00:00Z"],
  ["the last minute before clocks go forward", "2026-03-29T02:59:00", "2026-03-29T00:59:00Z"],
  ["a time that no clock shows", "2026-03-29T03:30:00", "2026-03-29T01:30:00Z"],
  ["the first minute of summer time", "2026-03-29T04:00:00", "2026-03-29T01:00:00Z"],
] as const)("a Finnish clock is read right in %s", ([, local, instant]) => {
  expect(fromHelsinki(local)).toEqual(new Date(instant));
});

test("what is no time is none, and what a clock shows is told as it shows it", () => {
  expect([fromHelsinki(""), fromHelsinki("21.01.2026"), fromHelsinki("2026-13-41T25:00:00")]).toEqual([
    null,
    null,
    null,
  ]);
  expect(toHelsinki(new Date("2026-07-21T21:05:09Z"))).toBe("2026-07-22T00:05:09");
});

test("tracking is read as a list, in its root, one alone, and empty", () => {
  const event = { ShipmentNumber: "MH1", ParcelNumber: "MA1", EventCode: "50", EventTime: "2026-01-21T11:27:00" };
  for (const answer of [
    [event],
    { MHTrackingEvents: { Event: [event] } },
    { MHTrackingEvents: { Event: event } },
    event,
  ])
    expect(readEvents(answer)).toMatchObject([{ shipmentNumber: "MH1", eventCode: "50" }]);
  for (const nothing of [null, "", {}, [], { MHTrackingEvents: "" }]) expect(readEvents(nothing)).toEqual([]);
  const earlier = { ...event, EventCode: "2", EventTime: "2026-01-20T18:08:00" };
  const told = mapTracking(readEvents([event, earlier, { ...event, EventCode: "104" }]));
  expect(told.get("MA1")?.map(({ status }) => status)).toEqual(["registered", "ready_for_pickup", "other"]);
  expect(told.get("MH1")).toEqual(told.get("MA1"));
});

test("every number that they refuse by has words; their own failure may pass, and 0 is none", () => {
  for (let number = 1_001; number <= 1_024; number += 1) {
    const error = readError({ ErrorNbr: String(number), ErrorMsg: "VIRHE" }, "shipment");
    expect(error?.name).toBe(number === 1_005 ? "ProviderUnavailableError" : "ProviderRefusedError");
    expect(error?.message).toMatch(new RegExp(`^matkahuolto: (?!refused).+ \\(${number}: VIRHE\\)$`));
  }
  expect(readError({ ErrorNbr: "9999" }, "shipment")?.message).toBe("matkahuolto: refused (9999)");
  expect(readError({ ErrorNbr: "1004" }, "offices")?.message).toContain("no pickup point near");
  expect([readError({ ErrorNbr: "0" }, "shipment"), readError({}, "shipment")]).toEqual([null, null]);
});

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import { relayOnce } from "#outbox/relay-once.ts";
import { runtimeServices } from "#testing/runtime-services.ts";

import { closeLive, openStream } from "./open-stream.ts";
import type { LiveViewer } from "./stream-input.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await closeLive(database, { gracePeriodMs: 0 });
  await database.drop();
});

const organizations = [newId(), newId(), newId()];
// Ids that two organizations use alike: what keeps them apart is the organization alone.
const customers = [newId(), newId()];
const orders = [newId(), newId()];
const types = [
  "order.created",
  "order.paid",
  "shipment.delivered",
  "product.updated",
  "inventory.changed",
  "fact.changed",
];

const randomEvent = fc.record({
  organizationId: fc.constantFrom(...organizations),
  aggregateId: fc.constantFrom(...orders),
  type: fc.constantFrom(...types),
  payload: fc.record({
    customerId: fc.constantFrom(...customers, null),
    // Events say what they like of others: that must lead nowhere.
    organizationId: fc.constantFrom(...organizations),
  }),
});
type RandomEvent = ReturnType<(typeof randomEvent)["generate"]>["value"];

const told = z.object({ eventId: z.string(), event: z.string(), organizationId: z.string() });

const viewers: LiveViewer[] = [
  { kind: "anyone" },
  { kind: "staff" },
  ...customers.map((customerId) => ({ kind: "customer" as const, customerId })),
  ...orders.map((orderId) => ({ kind: "order" as const, orderId })),
];

test("of 10,000 random events each reader hears exactly those of their organization that they may, live and resumed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(randomEvent, { minLength: 1_000, maxLength: 1_000 }), fc.nat(), async (events, seed) => {
      const before = await lastNumber();
      const readers = watchAll(null);
      for (const { stream } of readers) await stream.take();
      const written = await write(events);
      const resumed = watchAll(before, seed);
      for (const { heard, stream, sees } of [...readers, ...resumed]) {
        const expected = written.filter(sees).map(({ eventId }) => eventId);
        while (heard.length < expected.length) {
          for (const { event, data } of (await stream.take()) ?? [])
            if (event !== "ping") heard.push(told.parse(JSON.parse(data)));
        }
        expect(heard.map(({ eventId }) => eventId)).toEqual(expected);
        stream.close();
      }
    }),
    { numRuns: 10 },
  );
}, 60_000);

interface Reader {
  readonly stream: ReturnType<typeof openStream>;
  readonly heard: z.infer<typeof told>[];
  readonly sees: (event: WrittenEvent) => boolean;
}

/** Every kind of viewer of two streams in each organization; with a number, those that reconnect and go on from there. */
function watchAll(lastEventId: string | null, seed = 0): Reader[] {
  const all = organizations.flatMap((organizationId) =>
    viewers.flatMap((viewer) => {
      const streams = viewer.kind === "anyone" ? (["catalog"] as const) : (["events", "my-orders"] as const);
      return streams.map((stream): Reader => ({
        stream: openStream(runtimeServices(database.db), { stream, organizationId, viewer, lastEventId }),
        heard: [],
        sees: (event) =>
          event.organizationId === organizationId &&
          isIn(stream, event.type) &&
          isFor(viewer, event, stream === "catalog"),
      }));
    }),
  );
  if (lastEventId === null) return all;
  const chosen = all.filter((_, index) => (index + seed) % 3 === 0);
  for (const { stream } of all) if (!chosen.some((one) => one.stream === stream)) stream.close();
  return chosen;
}

function isIn(stream: "catalog" | "events" | "my-orders", type: string): boolean {
  if (stream === "events") return true;
  return stream === "catalog" ? /^product\.|^inventory\.changed$/.test(type) : /^(order|shipment)\./.test(type);
}

function isFor(viewer: LiveViewer, { payload, aggregateId }: WrittenEvent, isPublic: boolean): boolean {
  if (isPublic || viewer.kind === "staff") return true;
  if (viewer.kind === "customer") return payload.customerId === viewer.customerId;
  return viewer.kind === "order" && aggregateId === viewer.orderId;
}

type WrittenEvent = RandomEvent & { readonly eventId: string };

async function write(events: readonly RandomEvent[]): Promise<WrittenEvent[]> {
  const written = events.map((event) => ({ ...event, eventId: newId() }));
  await database.db.pool.query(
    `insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload, trace)
     select (e->>'eventId')::uuid, (e->>'organizationId')::uuid, 'order', (e->>'aggregateId')::uuid, e->>'type', e->'payload',
       '{"requestId":"req-test"}'
     from json_array_elements($1::json) with ordinality as list (e, n) order by n`,
    [JSON.stringify(written)],
  );
  while ((await relayOnce(runtimeServices(database.db))) > 0);
  return written;
}

async function lastNumber(): Promise<string> {
  const { rows } = await database.db.pool.query<{ last: string }>(
    "select coalesce(max(seq), 0) as last from event_log",
  );
  return rows[0]?.last ?? "0";
}

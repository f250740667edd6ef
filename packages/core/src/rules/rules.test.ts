import { afterAll, beforeAll, expect, test } from "vitest";

import { newId, transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { getFact } from "#facts/get-fact.ts";
import { setFact } from "#facts/set-fact.ts";
import { holdOrder } from "#orders/hold-order.ts";
import { placeOrder } from "#orders/place-order.ts";
import { readOrder } from "#orders/read-order.ts";
import { emitTopic } from "#outbox/emit-topic.ts";
import { emit } from "#outbox/emit.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";
import { createRuleRig, type RuleRig } from "#testing/rule-rig.ts";

import type { RuleDefinitionInput } from "./definition.ts";
import { dryRunRule } from "./dry-run-rule.ts";
import { getRule } from "./get-rule.ts";
import { listRuleRuns } from "./list-rule-runs.ts";
import { listRuleVersions } from "./list-rule-versions.ts";
import { listRules } from "./list-rules.ts";
import { runDueRules } from "./run-due-rules.ts";
import { createRule, deleteRule, restoreRule, switchRule, updateRule } from "./save-rule.ts";

let shop: TestShop;
let rig: RuleRig;
let owner: Ctx;
let variantId: string;
let email = 0;

beforeAll(async () => {
  shop = await createTestShop({ settings: { sandboxCarrier: false } });
  rig = createRuleRig(shop.services);
  owner = await shop.member("owner");
  ({ variantId } = await shop.addProduct({ stock: 1_000, price: 10_000n }));
});
afterAll(() => shop.close());

const created = { kind: "event", event: "order.created" } as const;
const total = (is: "above" | "below", value: number) => ({ of: "field", field: "order.total", is, value }) as const;

async function rule(definition: RuleDefinitionInput, more: { name?: string; priority?: number } = {}): Promise<string> {
  const { id } = await createRule(owner, { name: "Test", ...more, definition, enabled: true });
  return id;
}

async function order(quantity = 1): Promise<string> {
  email += 1;
  const items = [{ variantId, quantity }];
  const placed = await placeOrder(shop.guest(), { items, email: `r${email}@example.com`, paymentMethod: "invoice" });
  return placed.orderId;
}

const tagsOf = async (orderId: string) => (await readOrder(shop.ctx, { orderId })).tags;
const runsOf = async (ruleId: string, acted = false) => (await listRuleRuns(shop.ctx, { ruleId, acted })).items;

test("a rule acts where its conditions hold and says why; where not, it says which one did not and what stood there", async () => {
  const ruleId = await rule({
    when: created,
    conditions: [total("above", 250)],
    actions: [{ do: "tag_order", tag: "big" }],
  });
  const [small, big] = [await order(1), await order(3)];
  await rig.settle();
  expect(await tagsOf(small)).toEqual([]);
  expect(await tagsOf(big)).toEqual(["big"]);
  expect(await runsOf(ruleId)).toMatchObject([
    {
      outcome: "fired",
      reason: "All of its conditions are true.",
      effects: ["Tag the order “big”"],
      event: { aggregateId: big },
    },
    { outcome: "no", reason: "Not true: Order total is above 250. It was 100.", event: { aggregateId: small } },
  ]);
  expect(await runsOf(ruleId, true)).toMatchObject([{ outcome: "fired", event: { type: "order.created" } }]);
  const audit = await shop.db.prisma.auditLog.findFirst({ where: { subjectId: big, action: "order.tagged" } });
  expect(audit).toMatchObject({ actorType: "system", actorId: "rule: Test" });
  await deleteRule(owner, { ruleId });
});

test("an event that is handed over again does nothing again", async () => {
  const ruleId = await rule({ when: created, actions: [{ do: "emit", name: "seen" }] });
  const orderId = await order();
  await rig.settle();
  const event = await shop.db.prisma.eventLog.findFirstOrThrow({
    where: { aggregateId: orderId, type: "order.created" },
  });
  const again = { subscriber: "rules", seq: event.seq, organizationId: shop.organizationId, aggregateId: orderId };
  await shop.db.prisma.subscriberEvent.create({ data: again });
  await rig.settle().catch(() => undefined);
  const seen = await shop.db.prisma.eventLog.count({ where: { aggregateId: orderId, type: "rule.seen" } });
  expect(seen).toBe(1);
  await shop.db.prisma.subscriberEvent.deleteMany({});
  await deleteRule(owner, { ruleId });
});

test("a rule that leads to its own event is stopped, and says so; so are two that lead to each other", async () => {
  const own = await rule({
    when: { kind: "event", event: "fact.changed" },
    actions: [
      { do: "set_fact", key: "loop:own", value: "x" },
      { do: "emit", name: "again" },
    ],
  });
  const ping = await rule({ when: { kind: "event", event: "rule.again" }, actions: [{ do: "emit", name: "pong" }] });
  const pong = await rule({ when: { kind: "event", event: "rule.pong" }, actions: [{ do: "emit", name: "again" }] });
  await setFact(shop.ctx, { key: "loop:start", value: 1 });
  await rig.settle();
  const stopped = { outcome: "stopped", reason: "Stopped: this rule itself led to the event." };
  expect((await runsOf(own)).map(({ outcome }) => outcome).toSorted()).toEqual(["fired", "stopped"]);
  expect(await runsOf(own, true)).toContainEqual(expect.objectContaining(stopped));
  expect(await runsOf(ping)).toContainEqual(expect.objectContaining(stopped));
  for (const ruleId of [own, ping, pong]) await deleteRule(owner, { ruleId });
});

test("a chain of more than five rules is cut off", async () => {
  const ids: string[] = [];
  for (let n = 0; n < 7; n += 1) {
    const when = { kind: "event", event: n === 0 ? "chain.begun" : `rule.chain${n - 1}` } as const;
    ids.push(await rule({ when, actions: [{ do: "emit", name: `chain${n}` }] }));
  }
  await emitTopic(owner, { topic: "chain.begun", data: {} });
  await rig.settle();
  const outcomes = await Promise.all(ids.map(async (id) => (await runsOf(id)).map(({ outcome }) => outcome)));
  expect(outcomes).toEqual([["fired"], ["fired"], ["fired"], ["fired"], ["fired"], ["deep"], []]);
  for (const ruleId of ids) await deleteRule(owner, { ruleId });
});

test("what is refused undoes that rule's part alone, and is told; the rules beside it act", async () => {
  const actions = [
    { do: "tag_order", tag: "half" },
    { do: "set_fact", key: "product:{product}:seen", value: true },
  ] as const;
  const refused = await rule({ when: created, actions: [...actions] }, { priority: 5 });
  const other = await rule({ when: created, actions: [{ do: "tag_order", tag: "whole" }] });
  const orderId = await order();
  await rig.settle();
  expect(await tagsOf(orderId)).toEqual(["whole"]);
  const [run] = await runsOf(refused, true);
  expect(run).toMatchObject({ outcome: "refused", effects: ["Nothing was done: the event is not about that."] });
  for (const ruleId of [refused, other]) await deleteRule(owner, { ruleId });
});

test("rules go in the order of their priority, and after one that is the last no other acts", async () => {
  const later = await rule({ when: created, actions: [{ do: "tag_order", tag: "later" }] }, { priority: 1 });
  const first = await rule(
    { when: created, actions: [{ do: "tag_order", tag: "first" }], last: true },
    { priority: 9 },
  );
  const orderId = await order();
  await rig.settle();
  expect(await tagsOf(orderId)).toEqual(["first"]);
  expect(await runsOf(later)).toMatchObject([
    { outcome: "passed", reason: "Passed over: a rule before it was the last." },
  ]);
  expect((await listRules(shop.ctx, { limit: 1 })).items).toMatchObject([{ id: first, firedToday: 1 }]);
  for (const ruleId of [later, first]) await deleteRule(owner, { ruleId });
});

test("facts, the event's own data and lists are conditions, and any one of them is enough when it says so", async () => {
  await setFact(shop.ctx, { key: "season:now", value: "winter" });
  const conditions = [
    { of: "fact", key: "season:now", is: "is", value: "Winter" },
    { of: "data", path: "total.amount", is: "above", value: 99 },
    { of: "field", field: "order.tags", is: "contains_not", value: "x" },
  ] as const;
  const all = await rule({ when: created, conditions: [...conditions], actions: [{ do: "tag_order", tag: "all" }] });
  const none = { of: "fact", key: "order:{order}:status", is: "is", value: "paid" } as const;
  const any = await rule({
    when: created,
    match: "any",
    conditions: [none, { of: "field", field: "customer.orders", is: "is", value: 1 }],
    actions: [{ do: "tag_order", tag: "any" }],
  });
  const orderId = await order();
  await rig.settle();
  expect(await tagsOf(orderId)).toEqual(["all", "any"]);
  const [run] = await runsOf(any);
  expect(run?.reason).toBe("True: Customer's orders is 1. It was 1.");
  for (const ruleId of [all, any]) await deleteRule(owner, { ruleId });
});

test("each save is a version: the log keeps to the one that decided, and an earlier one can be restored", async () => {
  const ruleId = await rule({
    when: created,
    conditions: [total("above", 1_000)],
    actions: [{ do: "tag_order", tag: "v1" }],
  });
  await order();
  await rig.settle();
  const second = { when: created, actions: [{ do: "tag_order", tag: "v2" }] } satisfies RuleDefinitionInput;
  const saved = await updateRule(owner, { ruleId, expectedVersion: 1, name: "Second", definition: second });
  expect(saved).toMatchObject({ version: 2, name: "Second" });
  const stale = updateRule(owner, { ruleId, expectedVersion: 1, name: "Third", definition: second });
  await expect(stale).rejects.toMatchObject({ code: "version_conflict" });
  const orderId = await order();
  await rig.settle();
  expect(await tagsOf(orderId)).toEqual(["v2"]);
  await restoreRule(owner, { ruleId, version: 1 });
  expect(await getRule(owner, { ruleId })).toMatchObject({
    version: 3,
    name: "Test",
    conditions: ["Order total is above 1000"],
  });
  expect((await listRuleVersions(owner, { ruleId })).items.map(({ version }) => version)).toEqual([3, 2, 1]);
  expect(await runsOf(ruleId)).toMatchObject([{ version: 2 }, { version: 1, reason: /above 1000. It was 100/ }]);
  await deleteRule(owner, { ruleId });
});

test("a rule that is off is not asked, and a shop without rules is told of nothing", async () => {
  const ruleId = await rule({ when: created, actions: [{ do: "tag_order", tag: "off" }] });
  await switchRule(owner, { ruleId, enabled: false });
  const orderId = await order();
  await rig.settle();
  expect(await tagsOf(orderId)).toEqual([]);
  expect(await runsOf(ruleId)).toEqual([]);
  await deleteRule(owner, { ruleId });
  await expect(getRule(owner, { ruleId })).rejects.toMatchObject({ code: "not_found" });
});

test("a dry run says what would have happened with what happened last, and writes nothing", async () => {
  const [small, big] = [await order(1), await order(5)];
  await rig.settle();
  const before = await everything();
  const actions = [{ do: "hold_order", reason: "big" }] satisfies RuleDefinitionInput["actions"];
  const tried = await dryRunRule(owner, {
    name: "Try",
    definition: { when: created, conditions: [total("above", 450)], actions },
  });
  expect(tried.wouldAct).toBe(1);
  expect(tried.entries[0]).toMatchObject({ event: { aggregateId: big }, effects: ["Put the order on hold: big"] });
  expect(tried.entries).toContainEqual(
    expect.objectContaining({ outcome: "no", reason: expect.stringContaining("It was 100") }),
  );
  expect(tried.entries.some(({ event }) => event.aggregateId === small)).toBe(true);
  expect(await everything()).toEqual(before);
});

async function everything(): Promise<unknown> {
  const { prisma } = shop.db;
  return Promise.all([
    prisma.auditLog.count(),
    prisma.outboxEvent.count(),
    prisma.ruleRun.count(),
    prisma.ruleFiring.count(),
    prisma.rule.count(),
    prisma.order.count({ where: { heldAt: { not: null } } }),
  ]);
}

test("by the clock: each tick once, however many workers look, and the next one is written down with it", async () => {
  const actions = [
    { do: "set_fact", key: "clock:ticked", value: true, ttlSeconds: 60 },
  ] satisfies RuleDefinitionInput["actions"];
  const ruleId = await rule({ when: { kind: "schedule", cron: "*/5 * * * *" }, actions });
  const { nextRunAt } = await getRule(owner, { ruleId });
  shop.clock.advance((nextRunAt?.getTime() ?? 0) - shop.clock.now().getTime() + 1_000);
  const due = await Promise.all(Array.from({ length: 5 }, () => runDueRules(shop.services)));
  expect(due.reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await getFact(shop.ctx, { key: "clock:ticked" })).toMatchObject({ value: true, setBy: { id: "rule: Test" } });
  expect((await getRule(owner, { ruleId })).nextRunAt?.getTime()).toBeGreaterThan(shop.clock.now().getTime());
  expect(await runsOf(ruleId)).toMatchObject([{ outcome: "fired", event: { type: "rule.tick" } }]);
  await deleteRule(owner, { ruleId });
});

test("rules of one organization are asked of nobody else's events, and nobody else finds them", async () => {
  await rig.settle();
  const ruleId = await rule({
    when: { kind: "event", event: "*" },
    actions: [{ do: "set_fact", key: "spy:saw", value: 1 }],
  });
  const other = await createTestShop({ db: shop.db });
  await setFact(other.ctx, { key: "their:own", value: 1 });
  await rig.settle();
  await expect(getFact(shop.ctx, { key: "spy:saw" })).rejects.toMatchObject({ code: "not_found" });
  const refused = { code: "not_found" };
  await expect(getRule(other.ctx, { ruleId })).rejects.toMatchObject(refused);
  await expect(switchRule(other.ctx, { ruleId, enabled: false })).rejects.toMatchObject(refused);
  await expect(listRuleRuns(other.ctx, { ruleId })).rejects.toMatchObject(refused);
  expect((await listRules(other.ctx)).items).toEqual([]);
  await deleteRule(owner, { ruleId });
});

test("what is no rule is refused with the field and what to do about it, and nothing is kept", async () => {
  const count = await shop.db.prisma.rule.count();
  const wrong: [string, object][] = [
    ["definition.actions", { when: created, actions: [] }],
    ["definition.when.event", { when: { kind: "event", event: "Order paid" }, actions: [{ do: "emit", name: "x" }] }],
    [
      "definition.actions.0.text",
      { when: created, actions: [{ do: "alert", level: "info", text: "Hi {order.colour}" }] },
    ],
    [
      "definition.actions.0.address",
      { when: created, actions: [{ do: "mail", to: "address", subject: "a", text: "b" }] },
    ],
    ["job", { when: created, actions: [{ do: "enqueue", job: "check-integrity" }] }],
    [
      "definition.conditions.0.value",
      {
        when: created,
        conditions: [{ of: "field", field: "order.total", is: "above" }],
        actions: [{ do: "release_order" }],
      },
    ],
    ["definition.actions.0", { when: { kind: "schedule", cron: "0 9 * * *" }, actions: [{ do: "release_order" }] }],
    ["definition.when.cron", { when: { kind: "schedule", cron: "every day" }, actions: [{ do: "emit", name: "x" }] }],
  ];
  for (const [field, definition] of wrong) {
    const saved = createRule(owner, { name: "Wrong", definition: definition as RuleDefinitionInput });
    await expect(saved).rejects.toMatchObject({ code: "invalid_input", details: { field } });
  }
  expect(await shop.db.prisma.rule.count()).toBe(count);
});

test("topics of staff's own reach rules; Cartwright's own and malformed ones are refused", async () => {
  const ruleId = await rule({
    when: { kind: "event", event: "warehouse.*" },
    conditions: [{ of: "data", path: "shelf.items", is: "below", value: 3 }],
    actions: [{ do: "set_fact", key: "warehouse:low", value: true }],
  });
  await emitTopic(owner, { topic: "warehouse.counted", data: { shelf: { items: 2 } } });
  await rig.settle();
  expect(await getFact(shop.ctx, { key: "warehouse:low" })).toMatchObject({ value: true });
  for (const topic of ["order.paid", "rule.fired", "nothing", "A.b", "x.y.z"])
    await expect(emitTopic(owner, { topic, data: {} })).rejects.toMatchObject({ code: "invalid_input" });
  await deleteRule(owner, { ruleId });
});

test("a job, and a callback to an endpoint that listens to something else, are added with the rest or not at all", async () => {
  const endpointId = newId();
  const secretEnc = Buffer.alloc(32);
  const endpoint = { id: endpointId, organizationId: shop.organizationId, url: "http://x.test", event: "sync.failed" };
  await shop.db.prisma.callbackEndpoint.create({ data: { ...endpoint, secretEnc } });
  const ruleId = await rule({
    when: { kind: "event", event: "order.held" },
    actions: [
      { do: "callback", endpointId },
      { do: "enqueue", job: "expire-order", payload: {} },
    ],
  });
  const orderId = await order();
  await holdOrder(shop.ctx, { orderId, reason: "look" });
  await rig.settle();
  const delivery = await shop.db.prisma.callbackDelivery.findFirstOrThrow({ where: { endpointId } });
  expect(JSON.parse(delivery.body)).toMatchObject({
    event: "rule.fired",
    data: { event: { type: "order.held", data: { orderId } } },
  });
  const { rows } = await shop.db.pool.query(
    "select payload from graphile_worker._private_jobs where payload->>'orderId' = $1",
    [orderId],
  );
  expect(rows).toMatchObject([{ payload: { orderId, organizationId: shop.organizationId } }]);
  await deleteRule(owner, { ruleId });
});

test("a mark that a caller puts behind the request's id keeps no rule from acting", async () => {
  const ruleId = await rule({ when: created, actions: [{ do: "tag_order", tag: "marked" }] });
  const { number } = await shop.db.prisma.rule.findUniqueOrThrow({ where: { id: ruleId } });
  const orderId = await order();
  const ctx = { ...shop.ctx, requestId: `rid-12345678-${number}` };
  await transact(shop.db, (tx) =>
    emit(tx, ctx, {
      type: "order.released",
      aggregateType: "order",
      aggregateId: orderId,
      data: { orderId, number: "1" },
    }),
  );
  await rig.settle();
  expect(await tagsOf(orderId)).toEqual(["marked"]);
  await deleteRule(owner, { ruleId });
});

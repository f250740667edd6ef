import type { Services } from "#context.ts";
import { factName, readFacts, type FactQuestion } from "#facts/read-facts.ts";

import { countName, type Needs } from "./needs.ts";
import { readCounts } from "./read-counts.ts";
import { readCustomers, readOrders, readProducts } from "./read-things.ts";
import { idsOf, type EventIds, type RuleEvent } from "./rule-event.ts";

/** One event, and what its rules want to know. */
export interface SubjectQuestion {
  readonly event: RuleEvent;
  readonly needs: Needs;
}

/** All that rules and their texts are told about one event. */
export interface Subject {
  readonly ids: EventIds;
  /** By the name of the field; what is not there is left out. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** By the template of its key. */
  readonly facts: ReadonlyMap<string, unknown>;
  /** By the count's name. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Looks up what rules want to know about many events: ten statements at most, however many events and rules there are, and
 * none for what nobody asks.
 */
export async function loadSubjects(
  services: Pick<Services, "db" | "now" | "settings">,
  questions: readonly SubjectQuestion[],
): Promise<Subject[]> {
  const named = questions.map(({ event }) => idsOf(event));
  const orders = await readOrders(services, wanted(questions, named, "order"));
  const withOrders = named.map((ids) => {
    const order = orders.get(ids.order ?? "");
    return order === undefined ? ids : { ...ids, customer: ids.customer ?? order.customerId };
  });
  const [customers, products] = await Promise.all([
    readCustomers(services, wanted(questions, withOrders, "customer")),
    readProducts(services, productsOf(questions, withOrders)),
  ]);
  const all = withOrders.map((ids) => {
    const product = products.get(ids.variant ?? ids.product ?? "");
    return product === undefined ? ids : { ...ids, product: ids.product ?? product.productId };
  });
  const keys = questions.map(({ event, needs }, index) => keysOf(event, needs, all[index]));
  const [facts, counts] = await Promise.all([
    readFacts(services.db, { questions: keys.flatMap((one) => [...one.values()]), now: services.now() }),
    readCounts(
      services.db,
      questions.map(({ event, needs }, index) => ({ event, counts: needs.counts, ids: all[index] ?? nothing })),
    ),
  ]);
  return questions.map(({ event }, index) => {
    const ids = all[index] ?? nothing;
    return {
      ids,
      fields: {
        ...eventFields(event),
        ...orders.get(ids.order ?? "")?.fields,
        ...customers.get(ids.customer ?? "")?.fields,
        ...products.get(ids.variant ?? ids.product ?? "")?.fields,
      },
      facts: new Map([...(keys[index] ?? [])].map(([template, question]) => [template, facts.get(factName(question))])),
      counts: counts[index] ?? new Map<string, number>(),
    };
  });
}

const nothing: EventIds = { order: null, customer: null, product: null, variant: null };

type Wanted = readonly { readonly organizationId: string; readonly id: string }[];

function wanted(questions: readonly SubjectQuestion[], ids: readonly EventIds[], of: "order" | "customer"): Wanted {
  return questions.flatMap(({ event, needs }, index) => {
    // An order tells whose it is, when the event does not.
    const needed = needs[of] || (of === "order" && needs.customer && ids[index]?.customer === null);
    const id = ids[index]?.[of] ?? null;
    return needed && id !== null ? [{ organizationId: event.organizationId, id }] : [];
  });
}

function productsOf(questions: readonly SubjectQuestion[], ids: readonly EventIds[]): Wanted {
  return questions.flatMap(({ event, needs }, index) => {
    const id = ids[index]?.variant ?? ids[index]?.product ?? null;
    return needs.product && id !== null ? [{ organizationId: event.organizationId, id }] : [];
  });
}

function keysOf(event: RuleEvent, needs: Needs, ids: EventIds = nothing): Map<string, FactQuestion> {
  return new Map(
    needs.facts.flatMap((template) => {
      const key = fillKey(template, ids);
      return key === null ? [] : [[template, { organizationId: event.organizationId, key }] as const];
    }),
  );
}

/** The key of a fact about this event's things; null when it names one that the event is not about. */
export function fillKey(template: string, ids: EventIds): string | null {
  let missing = false;
  const key = template.replaceAll(/\{(order|customer|product|variant)\}/g, (_, of: keyof EventIds) => {
    missing ||= ids[of] === null;
    return ids[of] ?? "";
  });
  return missing ? null : key;
}

function eventFields({ type, data }: RuleEvent): Record<string, unknown> {
  return {
    "event.type": type,
    "event.reason": data["reason"],
    "event.carrier": data["carrier"],
    "event.parcelStatus": type === "shipment.tracked" ? data["status"] : undefined,
    "event.refund": amountOf(data["refund"]),
    "event.factKey": type === "fact.changed" ? data["key"] : undefined,
  };
}

function amountOf(money: unknown): number | undefined {
  if (typeof money !== "object" || money === null || !("amount" in money)) return undefined;
  const amount = Number(money.amount);
  return Number.isFinite(amount) ? amount : undefined;
}

/** What a count is for this event; 0 when it was not asked for. */
export function countOf(subject: Subject, spec: Parameters<typeof countName>[0]): number {
  return subject.counts.get(countName(spec)) ?? 0;
}

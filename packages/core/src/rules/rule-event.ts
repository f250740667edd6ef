/** What a rule is asked about: an event of the log, or a tick of the clock in the shape of one. */
export interface RuleEvent {
  readonly eventId: string;
  /** Its place in the log; null for the clock. */
  readonly seq: bigint | null;
  readonly organizationId: string;
  readonly type: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
}

/** What an event is about, as far as it says so. */
export interface EventIds {
  readonly order: string | null;
  readonly customer: string | null;
  readonly product: string | null;
  readonly variant: string | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The things that an event names, in its data or as what it is about. */
export function idsOf({ aggregateType, aggregateId, data }: RuleEvent): EventIds {
  const id = (of: "order" | "customer" | "product" | "variant"): string | null => {
    const named = data[`${of}Id`];
    if (typeof named === "string" && uuid.test(named)) return named;
    return aggregateType === of ? aggregateId : null;
  };
  return { order: id("order"), customer: id("customer"), product: id("product"), variant: id("variant") };
}

import type { Prisma } from "@cartwright/db";
import { eventCatalogue, type EventCatalogue } from "@cartwright/integrations/contracts";

import { DomainError } from "#errors.ts";
import { matchesPattern } from "#outbox/catalogue.ts";

import type { Subscriptions } from "./subscription.ts";

/** The events that one process knows: Cartwright's own, and those that integrations add while it starts. */
export interface KnownEvents extends Pick<Subscriptions, "parse"> {
  /** @throws Error for a name that is taken or is not `<group>.<fact>` */
  add(own: EventCatalogue): void;
  matching(pattern: string): readonly string[];
  /** @throws DomainError `invalid_input` for a type that nobody named, or data of another shape */
  check(type: string, data: unknown): Prisma.InputJsonObject;
}

const eventName = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

/** A catalogue that starts with Cartwright's own events. */
export function createKnownEvents(): KnownEvents {
  const schemas = new Map(Object.entries<EventCatalogue[string]>(eventCatalogue));
  const parse: KnownEvents["parse"] = (type, data) => {
    const parsed = schemas.get(type)?.safeParse(data);
    if (parsed === undefined) return { problem: `no event is called ${type}` };
    if (parsed.success) return { data: parsed.data };
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    return { problem: `the data of ${type} does not fit: ${issues.join("; ")}` };
  };
  return {
    parse,
    add(own) {
      for (const [type, schema] of Object.entries(own)) {
        if (!eventName.test(type)) throw new Error(`${type} is no name for an event: take <group>.<fact>`);
        if (schemas.has(type)) throw new Error(`the event ${type} is named twice`);
        schemas.set(type, schema);
      }
    },
    matching: (pattern) => [...schemas.keys()].filter((type) => matchesPattern(pattern, type)),
    check(type, data) {
      const parsed = parse(type, data);
      if ("problem" in parsed) throw new DomainError("invalid_input", { type }, { message: parsed.problem });
      // As it will be read: what JSON has no word for does not come back from the log either.
      return JSON.parse(JSON.stringify(parsed.data)) as Prisma.InputJsonObject;
    },
  };
}

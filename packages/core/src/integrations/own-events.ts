import type { EventCatalogue, Events, OwnEvents } from "@cartwright/integrations/contracts";

type AnyEvents = Events<OwnEvents>;

/**
 * The same events, of which persistent handlers hear what concerns one organization alone: with several in one database,
 * an integration sees nothing of the others.
 */
export function ownEvents(events: AnyEvents, organizationId: () => Promise<string>): AnyEvents {
  const onPersistent: AnyEvents["onPersistent"] = (pattern, subscriber, handle, options) =>
    events.onPersistent(
      pattern,
      subscriber,
      async (event, context) =>
        event.organizationId === (await organizationId()) ? handle(event, context) : undefined,
      options,
    );
  // Which events are added is in the types alone, and those the compiler would follow into each other without end.
  const { extend } = events as unknown as Extendable;
  const extended: Extendable = { extend: (own) => ownEvents(extend(own), organizationId) };
  return { ...events, onPersistent, ...(extended as unknown as Pick<AnyEvents, "extend">) };
}

interface Extendable {
  extend(own: EventCatalogue): AnyEvents;
}

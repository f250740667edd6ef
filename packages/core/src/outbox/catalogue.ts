import type { EventDataOf, EventTypeOf, OwnEvents } from "@cartwright/integrations/contracts";

export type EventType = EventTypeOf<OwnEvents>;
export type EventData<T extends EventType> = EventDataOf<OwnEvents, T>;

/** True when `type` is covered by `pattern`: the type itself, `order.*`, or `*`. */
export function matchesPattern(pattern: string, type: string): boolean {
  if (pattern === "*" || pattern === type) return true;
  return pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1));
}

import type { ClaimedDelivery } from "./claim-deliveries.ts";

/** Deliveries that a sender has in its hands and has not sent yet. */
export interface Line {
  readonly size: number;
  add(deliveries: readonly ClaimedDelivery[]): void;
  /** Takes the next one that may leave: the most urgent about something of which nothing is under way. */
  next(): ClaimedDelivery | undefined;
  /** What was taken is done with: the next about the same thing may leave. */
  done(delivery: ClaimedDelivery): void;
  /** Takes all that are left. */
  clear(): ClaimedDelivery[];
}

/** A line in which deliveries about the same thing leave one after another. */
export function createLine(): Line {
  let waiting: ClaimedDelivery[] = [];
  const busy = new Set<string>();
  return {
    get size() {
      return waiting.length;
    },
    add(deliveries) {
      // Sorting is stable: within one priority they stay in the order in which they were claimed, that of the events.
      waiting = [...waiting, ...deliveries].toSorted((a, b) => a.priority - b.priority);
    },
    next() {
      const at = waiting.findIndex((delivery) => !busy.has(laneOf(delivery)));
      if (at === -1) return undefined;
      const [delivery] = waiting.splice(at, 1);
      if (delivery !== undefined) busy.add(laneOf(delivery));
      return delivery;
    },
    done(delivery) {
      busy.delete(laneOf(delivery));
    },
    clear() {
      const left = waiting;
      waiting = [];
      return left;
    },
  };
}

function laneOf({ aggregateId, id }: ClaimedDelivery): string {
  return aggregateId ?? id;
}

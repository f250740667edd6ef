import type { StatusTone } from "#components/ui/status.tsx";

interface Told {
  readonly tone: StatusTone;
  readonly word: string;
}

const outcomes: Readonly<Record<string, Told>> = {
  fired: { tone: "good", word: "Acted" },
  no: { tone: "neutral", word: "Did not act" },
  waits: { tone: "active", word: "Waits" },
  ended: { tone: "neutral", word: "No need" },
  stopped: { tone: "warning", word: "Stopped" },
  deep: { tone: "warning", word: "Stopped" },
  slow: { tone: "warning", word: "Too slow" },
  passed: { tone: "neutral", word: "Passed over" },
  refused: { tone: "danger", word: "Refused" },
};

/** How a run of a rule ended, as a word with a tone. */
export function outcomeWords(outcome: string): Told {
  return outcomes[outcome] ?? { tone: "neutral", word: outcome };
}

interface About {
  readonly aggregateType: string;
  readonly aggregateId: string;
}

/** Where in the admin the thing is that an event was about; undefined when it has no page. */
export function pageOf({ aggregateType, aggregateId }: About): string | undefined {
  if (aggregateType === "order") return `/admin/orders/${aggregateId}`;
  return aggregateType === "product" ? `/admin/products/${aggregateId}` : undefined;
}

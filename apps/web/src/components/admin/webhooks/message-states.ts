import type { InboxMessageDto } from "@cartwright/api/schemas";

import type { StatusTone } from "#components/ui/status.tsx";

interface Told {
  readonly tone: StatusTone;
  readonly word: string;
}

/** How a message's state is told, in the order of the filters. */
export const messageStates = {
  failed: { tone: "danger", word: "Failed" },
  received: { tone: "active", word: "Waiting" },
  ignored: { tone: "neutral", word: "Ignored" },
  processed: { tone: "good", word: "Applied" },
} as const satisfies Record<InboxMessageDto["state"], Told>;

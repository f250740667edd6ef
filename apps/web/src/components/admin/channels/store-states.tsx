import type { StoreDto } from "@cartwright/api/schemas";

import { Status, type StatusTone } from "#components/ui/status.tsx";

const states: Readonly<Record<StoreDto["syncStatus"], { readonly tone: StatusTone; readonly word: string }>> = {
  pending: { tone: "neutral", word: "No orders yet" },
  success: { tone: "good", word: "In step" },
  partial: { tone: "warning", word: "Partly behind" },
  failed: { tone: "danger", word: "Failing" },
};

/** How a store stands: whether it is connected, and how its last imports went. */
export function StoreState({ store }: { readonly store: StoreDto }) {
  if (!store.isConnected) return <Status tone="neutral">Disconnected</Status>;
  if (store.lastError !== null) return <Status tone="danger">Waiting</Status>;
  const { tone, word } = states[store.syncStatus];
  return <Status tone={tone}>{word}</Status>;
}

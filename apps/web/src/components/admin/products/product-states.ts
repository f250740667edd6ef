import type { ProductDto } from "@cartwright/api/schemas";

import type { StatusTone } from "#components/ui/status.tsx";

/** How a product's state is told, everywhere alike. */
export const productStates = {
  draft: { tone: "neutral", word: "Draft" },
  active: { tone: "good", word: "On sale" },
  archived: { tone: "neutral", word: "Archived" },
} as const satisfies Record<ProductDto["status"], { readonly tone: StatusTone; readonly word: string }>;

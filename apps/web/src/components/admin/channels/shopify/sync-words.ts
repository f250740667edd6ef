import type { SyncJobDto, SyncKind, SyncReportDto } from "@cartwright/api/schemas";

import type { StatusTone } from "#components/ui/status.tsx";

const numbers = new Intl.NumberFormat("en-IE");

/** What a run is busy with before and after it writes items. */
const steps: Readonly<Record<string, string>> = {
  products: "Waiting for the products first",
  hints: "Reading what Shopify told of",
  count: "Counting what changed",
  ask: "Asking Shopify for an export",
  export: "Shopify prepares the export",
  file: "Reading the export",
};

/** A run's state as a word, with how it looks. */
export const statusWords: Readonly<Record<SyncJobDto["status"], { readonly word: string; readonly tone: StatusTone }>> =
  {
    pending: { word: "Waiting for a worker", tone: "neutral" },
    running: { word: "Running", tone: "active" },
    paused: { word: "Paused", tone: "warning" },
    completed: { word: "Completed", tone: "good" },
    failed: { word: "Failed", tone: "danger" },
    cancelled: { word: "Cancelled", tone: "neutral" },
  };

/** How a run stands, as a word: one that waits for its source needs no worker. */
export function runWords({ status, nextTryAt }: Pick<SyncJobDto, "status" | "nextTryAt">) {
  return nextTryAt === null ? statusWords[status] : ({ word: "Waiting to try again", tone: "warning" } as const);
}

/** Why a run waits for its source, as a sentence, and what becomes of it; null for one that does not. */
export function waitWords({ errorMessage, nextTryAt }: Pick<SyncJobDto, "errorMessage" | "nextTryAt">): string | null {
  if (nextTryAt === null || errorMessage === null) return null;
  const why = `${errorMessage.slice(0, 1).toUpperCase()}${errorMessage.slice(1)}`.replace(/\.?$/, ".");
  return `${why} It goes on by itself where it was; nothing has to be done.`;
}

export const kindWords: Readonly<Record<SyncKind, string>> = { products: "Products", orders: "Orders" };

/** What a run does now: its step, or null while it writes items. */
export function stepWords(step: string | null): string | null {
  return step === null ? null : (steps[step] ?? null);
}

/** "12 created, 3 updated, 1 failed": what a run changed; "nothing changed" when it did not, "… yet" while it may. */
export function diffWords({
  created,
  updated,
  removed,
  errors,
  completedAt,
}: Pick<SyncJobDto, "created" | "updated" | "removed" | "errors" | "completedAt">): string {
  const parts = [
    [created, "created"],
    [updated, "updated"],
    [removed, "removed"],
    [errors, "failed"],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, word]) => `${numbers.format(count)} ${word}`);
  if (told.length > 0) return told.join(", ");
  return completedAt === null ? "nothing changed yet" : "nothing changed";
}

/** "41/s, 2 min left" */
export function paceWords(perSecond: number | null, secondsLeft: number | null): string {
  if (perSecond === null) return "";
  const rate = `${perSecond >= 10 ? numbers.format(Math.round(perSecond)) : perSecond.toFixed(1)}/s`;
  return secondsLeft === null ? rate : `${rate}, ${leftWords(secondsLeft)} left`;
}

function leftWords(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3_600)} h ${Math.round((seconds % 3_600) / 60)} min`;
}

// Shopify's own names, as a reader would say them.
const fields: Readonly<Record<string, string>> = {
  descriptionHtml: "description",
  displayFinancialStatus: "payment",
  displayFulfillmentStatus: "fulfilment",
  lineItems: "lines",
  media: "pictures",
  totalPriceSet: "total",
  totalRefundedSet: "refunds",
};

/** "variants, pictures": what of an item changed. */
export function fieldWords({ fields: names = [] }: SyncReportDto["changes"][number]): string {
  return names.map((name) => fields[name] ?? name.replaceAll(/([A-Z])/g, " $1").toLowerCase()).join(", ");
}

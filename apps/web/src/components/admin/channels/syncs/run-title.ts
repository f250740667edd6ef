import type { NamedSyncDto } from "@cartwright/api/schemas";

/** What a run does, as people say it: "Orders from Havu", "Receipts of Havu at Etsy"; a job of one's own goes by its name. */
export function runTitle({
  name,
  kind,
  subject,
  type,
}: Pick<NamedSyncDto, "name" | "kind" | "subject" | "type">): string {
  if (name.startsWith("store:")) return `Receipts of ${subject ?? "a store that is gone"}`;
  if (kind === null) return subject === null ? name : `${name.split("/", 1)[0]} of ${subject}`;
  const all = type === "full" ? "All " : "";
  const what = all === "" ? `${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}` : kind;
  return `${all}${what} from ${subject ?? "a shop that is gone"}`;
}

/** "1,204 of 6,000": how far a run has come; empty for one that has not begun, or does not count. */
export function farWords({
  processedItems,
  totalItems,
  status,
}: Pick<NamedSyncDto, "processedItems" | "totalItems" | "status">) {
  if (status === "completed" || (processedItems === 0 && totalItems === null)) return "";
  const done = numbers.format(processedItems);
  return totalItems === null ? `${done} so far` : `${done} of ${numbers.format(totalItems)}`;
}

const numbers = new Intl.NumberFormat("en-IE");

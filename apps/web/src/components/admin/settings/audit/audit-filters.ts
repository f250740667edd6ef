import { addressOf, readChoice, readParam, type SearchParams } from "../../parts/search-params.ts";

export const whoWords = { member: "Staff", api_key: "API keys", system: "The system", customer: "Shoppers" } as const;
export const sinceWords = { "1": "Today", "7": "7 days", "30": "30 days" } as const;

/** What narrows the audit log, as its address says it. */
export interface AuditFilters {
  /** An action, the id of what was changed or of who changed it, or a request's id. */
  readonly query: string | undefined;
  readonly who: keyof typeof whoWords | undefined;
  /** Days up to now, today included, in UTC. */
  readonly since: keyof typeof sinceWords | undefined;
  readonly cursor: string | undefined;
}

export function readAuditFilters(params: Awaited<SearchParams>): AuditFilters {
  return {
    query: readParam(params, "q")?.slice(0, 200),
    who: readChoice(params, "who", keysOf(whoWords)),
    since: readChoice(params, "since", keysOf(sinceWords)),
    cursor: readParam(params, "cursor"),
  };
}

/** The address of the log with these filters. Another filter begins at its first page. */
export function auditAddress({ query, who, since, cursor }: Partial<AuditFilters>): string {
  return addressOf("/admin/settings/audit", { q: query, who, since, cursor });
}

/** What the API is asked for these filters. */
export function auditListInput({ cursor, ...filters }: AuditFilters) {
  return { ...auditFilterInput(filters), cursor, limit: 50 };
}

/** Where the same entries are had as a file. */
export function exportAddress(filters: AuditFilters, format: "csv" | "ndjson"): string {
  return addressOf("/api/v1/audit/export", { ...auditFilterInput(filters), format });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function auditFilterInput({ query, who, since }: Omit<AuditFilters, "cursor">) {
  return {
    actorType: who,
    from: since && startOf(Number(since)),
    ...(query !== undefined && { [meant(query)]: query }),
  } satisfies Record<string, string | undefined>;
}

// Actions are two words with a dot; other words are taken for a request, which may have any.
function meant(query: string): "subjectId" | "action" | "requestId" {
  if (uuid.test(query)) return "subjectId";
  return /^[a-z0-9_]+(\.[a-z0-9_]*)?\*?$/.test(query) && /[.*]/.test(query) ? "action" : "requestId";
}

function startOf(days: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days + 1)).toISOString();
}

function keysOf<T extends object>(words: T): (keyof T)[] {
  return Object.keys(words) as (keyof T)[];
}

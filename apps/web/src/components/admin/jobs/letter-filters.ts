import { addressOf, readParam, type SearchParams } from "../parts/search-params.ts";

/** Which dead letters are shown, as the address says it; without a cause they are told by cause. */
export interface LetterFilters {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly cause: string | undefined;
  readonly search: string | undefined;
  readonly cursor: string | undefined;
}

export function readLetterFilters(params: Awaited<SearchParams>): LetterFilters {
  return {
    kind: readParam(params, "kind")?.slice(0, 50),
    name: readParam(params, "name")?.slice(0, 200),
    cause: readParam(params, "cause"),
    search: readParam(params, "q")?.slice(0, 200),
    cursor: readParam(params, "cursor"),
  };
}

/** The address of the dead letters with these filters. */
export function lettersAddress({ kind, name, cause, search, cursor }: Partial<LetterFilters>): string {
  return addressOf("/admin/jobs/dead-letters", { kind, name, cause, q: search, cursor });
}

/** What the API is asked for these filters. */
export function letterListInput(filters: LetterFilters) {
  return { ...filters, limit: 50 };
}

/** Whether the letters are listed one by one. */
export function isNarrowed({ kind, name, cause, search }: LetterFilters): boolean {
  return [kind, name, cause, search].some((filter) => filter !== undefined);
}

import type { JobDto } from "@cartwright/api/schemas";

import { addressOf, readChoice, readParam, type SearchParams } from "../parts/search-params.ts";
import { jobStates } from "./job-states.ts";

/** Which jobs are shown, as the address says it. */
export interface JobFilters {
  readonly state: JobDto["state"];
  readonly task: string | undefined;
  readonly search: string | undefined;
  readonly cursor: string | undefined;
}

export function readJobFilters(params: Awaited<SearchParams>): JobFilters {
  return {
    state: readChoice(params, "state", Object.keys(jobStates) as JobDto["state"][]) ?? "failed",
    task: readParam(params, "task")?.slice(0, 100),
    search: readParam(params, "q")?.slice(0, 200),
    cursor: readParam(params, "cursor"),
  };
}

/** The address of the list with these filters. Another filter begins at its first page. */
export function jobsAddress({ state, task, search, cursor }: Partial<JobFilters>): string {
  return addressOf("/admin/jobs/list", { state: state === "failed" ? undefined : state, task, q: search, cursor });
}

/** What the API is asked for these filters. */
export function jobListInput(filters: JobFilters) {
  return { ...filters, limit: 50 };
}

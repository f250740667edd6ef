import type { JobDto } from "@cartwright/api/schemas";

import { addressOf, readChoice, readParam, type SearchParams } from "../parts/search-params.ts";
import { jobStates } from "./job-states.ts";

/** Which jobs are shown: those in one state, or what was given up on. */
export interface JobFilters {
  readonly state: JobDto["state"] | "dead";
  readonly task: string | undefined;
  readonly cursor: string | undefined;
}

export function readJobFilters(params: Awaited<SearchParams>): JobFilters {
  const states = [...(Object.keys(jobStates) as JobDto["state"][]), "dead"] as const;
  return {
    state: readChoice(params, "state", states) ?? "failed",
    task: readParam(params, "task")?.slice(0, 100),
    cursor: readParam(params, "cursor"),
  };
}

/** The address of the list with these filters. */
export function jobsAddress({ state, task, cursor }: Partial<JobFilters>): string {
  return addressOf("/admin/jobs", { state: state === "failed" ? undefined : state, task, cursor });
}

/** What the API is asked for these filters. */
export function jobListInput({ state, task, cursor }: JobFilters & { readonly state: JobDto["state"] }) {
  return { state, task, cursor, limit: 50 };
}

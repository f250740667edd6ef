"use client";

import { useRouter } from "next/navigation";

import type { JobsOverviewDto } from "@cartwright/api/schemas";

import { Select } from "#components/ui/input.tsx";

import { FilterChips } from "../list/filter-chips.tsx";
import { SearchBox } from "../list/search-box.tsx";
import { jobsAddress, type JobFilters } from "./job-filters.ts";
import { jobStates } from "./job-states.ts";
import { useJobsOverview } from "./use-jobs-overview.ts";

/** What narrows the list: state, task, and a search. */
export function JobListFilters({ filters }: { readonly filters: JobFilters }) {
  const { data } = useJobsOverview();
  const { cursor: _elsewhere, ...kept } = filters;
  return (
    <div className="mb-3 grid gap-3">
      <FilterChips
        label="State"
        options={stateOptions(data)}
        chosen={filters.state}
        hrefFor={(state) => jobsAddress({ ...kept, ...(state && { state }) })}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SearchBox
          label="Number, key, correlation id or error"
          value={filters.search}
          hrefFor={(search) => jobsAddress({ ...kept, search })}
        />
        <TaskSelect filters={filters} overview={data} />
      </div>
    </div>
  );
}

interface TaskSelectProps {
  readonly filters: JobFilters;
  readonly overview: JobsOverviewDto | undefined;
}

function TaskSelect({ filters: { cursor: _elsewhere, ...kept }, overview }: TaskSelectProps) {
  const router = useRouter();
  const known = [
    ...(overview?.tasks.map(({ task }) => task) ?? []),
    ...(overview?.workers ?? []).flatMap(({ tasks }) => tasks),
  ];
  const tasks = [...new Set([...known, ...(kept.task === undefined ? [] : [kept.task])])].toSorted();
  return (
    <div className="w-full sm:w-56">
      <Select
        dense
        aria-label="Task"
        value={kept.task ?? ""}
        onChange={({ target }) => {
          const task = target.value === "" ? undefined : target.value;
          router.replace(jobsAddress({ ...kept, task }), { scroll: false });
        }}
      >
        <option value="">All tasks</option>
        {tasks.map((task) => (
          <option key={task}>{task}</option>
        ))}
      </Select>
    </div>
  );
}

function stateOptions(overview: JobsOverviewDto | undefined) {
  const states = Object.keys(jobStates) as (keyof typeof jobStates)[];
  return states.map((value) => {
    const count = value === "done" ? undefined : overview?.counts[value];
    return { value, label: jobStates[value].word, ...(count === undefined ? {} : { count }) };
  });
}

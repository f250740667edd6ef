"use client";

import Link from "next/link";

import type { JobsOverviewDto, JobStatisticsDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";
import { Status } from "#components/ui/status.tsx";

import { EmptyList } from "../parts/empty-list.tsx";
import { Panel } from "../parts/panel.tsx";
import { useMay } from "../shell/member.tsx";
import { durationWords } from "./duration-words.ts";
import { jobsAddress } from "./job-filters.ts";
import { PauseButton } from "./pause-button.tsx";

type Task = JobsOverviewDto["tasks"][number];
type State = "waiting" | "delayed" | "retrying" | "failed" | "active";

interface TasksTableProps {
  readonly tasks: readonly Task[];
  readonly statistics: JobStatisticsDto["tasks"];
  readonly paused: JobsOverviewDto["paused"];
}

const idle = { waiting: 0, delayed: 0, retrying: 0, failed: 0, active: 0, oldestWaitingSeconds: null };
const numbers = new Intl.NumberFormat("en-IE");

/** Each task with what it has in the queue and how it went in the last hour; here it is paused and resumed. */
export function TasksTable({ tasks, statistics, paused }: TasksTableProps) {
  const names = [...new Set([...tasks.map(({ task }) => task), ...statistics.map(({ task }) => task)])].toSorted();
  if (names.length === 0) {
    return (
      <Panel title="Tasks" flush>
        <EmptyList title="No job yet">
          Each kind of job is listed here once there has been one: what waits, what fails, and how long it takes.
        </EmptyList>
      </Panel>
    );
  }
  return (
    <Panel title="Tasks" flush>
      <div className="overflow-x-auto">
        <table className="figures w-full">
          <thead>
            <tr className="text-12 text-muted [&>th]:px-3 [&>th]:py-2 [&>th]:font-medium">
              <th scope="col" className="text-left first:pl-4">
                Task
              </th>
              <Head>Waiting</Head>
              <Head wide>Later</Head>
              <Head wide>Retrying</Head>
              <Head>Failed</Head>
              <Head wide>Running</Head>
              <Head wide>Done in 1 h</Head>
              <Head wide>Waited p95</Head>
              <Head wide>Ran p95</Head>
              <th scope="col">
                <span className="sr-only">Pause</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <TaskRow
                key={name}
                name={name}
                task={tasks.find(({ task }) => task === name)}
                hour={statistics.find(({ task }) => task === name)?.hour}
                pause={paused.find(({ task }) => task === name)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Head({ children, wide = false }: { readonly children: string; readonly wide?: boolean }) {
  return (
    <th scope="col" className={cn("text-right whitespace-nowrap", wide && "hidden md:table-cell")}>
      {children}
    </th>
  );
}

interface TaskRowProps {
  readonly name: string;
  readonly task: Task | undefined;
  readonly hour: JobStatisticsDto["hour"] | undefined;
  readonly pause: JobsOverviewDto["paused"][number] | undefined;
}

function TaskRow({ name, task, hour, pause }: TaskRowProps) {
  const mayWrite = useMay("jobs:write");
  const counts = task ?? idle;
  return (
    <tr className="border-t border-line [&>td]:px-3 [&>td]:py-1.5">
      <th scope="row" className="w-full max-w-0 py-1.5 pr-3 pl-4 text-left font-medium md:w-auto md:max-w-72">
        <span className="block truncate">{name}</span>
        <Remark task={task} pause={pause} />
      </th>
      <Cell name={name} state="waiting" count={counts.waiting} />
      <Cell name={name} state="delayed" count={counts.delayed} wide />
      <Cell name={name} state="retrying" count={counts.retrying} wide tone="text-warning" />
      <Cell name={name} state="failed" count={counts.failed} tone="text-danger" />
      <Cell name={name} state="active" count={counts.active} wide />
      <Number>{numbers.format(hour?.done ?? 0)}</Number>
      <Number>{hour?.waitMs ? durationWords(hour.waitMs.p95) : "–"}</Number>
      <Number>{hour?.runMs ? durationWords(hour.runMs.p95) : "–"}</Number>
      <td className="w-0 text-right">{mayWrite && <PauseButton task={name} paused={pause !== undefined} />}</td>
    </tr>
  );
}

function Remark({ task, pause }: Pick<TaskRowProps, "task" | "pause">) {
  if (pause) {
    return (
      <Status tone="warning" className="flex max-w-full text-12 font-normal text-muted">
        <span className="min-w-0 truncate" title={pause.reason ?? undefined}>
          Paused{pause.reason === null ? "" : `: ${pause.reason}`}
        </span>
      </Status>
    );
  }
  if (task && task.waiting > 0 && !task.hasWorker) {
    return (
      <Status tone="danger" className="flex max-w-full text-12 font-normal text-muted">
        No worker knows it
      </Status>
    );
  }
  const oldest = task?.oldestWaitingSeconds ?? 0;
  return (
    oldest > 60 && <span className="text-12 font-normal text-muted">Oldest waits {durationWords(oldest * 1_000)}</span>
  );
}

interface CellProps {
  readonly name: string;
  readonly state: State;
  readonly count: number;
  readonly wide?: boolean;
  readonly tone?: string;
}

function Cell({ name, state, count, wide = false, tone }: CellProps) {
  return (
    <td className={cn("text-right", wide && "hidden md:table-cell")}>
      {count === 0 ? (
        <span className="text-muted">0</span>
      ) : (
        <Link
          href={jobsAddress({ state, task: name })}
          className={cn("underline decoration-edge underline-offset-4 hover:decoration-ink", tone)}
        >
          {numbers.format(count)}
        </Link>
      )}
    </td>
  );
}

function Number({ children }: { readonly children: string }) {
  return <td className="hidden text-right md:table-cell">{children}</td>;
}

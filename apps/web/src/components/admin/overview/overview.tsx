"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactNode } from "react";

import type { DashboardDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";
import { formatMoney } from "#lib/money.ts";
import { useTRPC } from "#lib/trpc.ts";

import { countWords } from "../parts/count-words.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageHead } from "../parts/page-head.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay, useMember } from "../shell/member.tsx";
import { LowStock } from "./low-stock.tsx";
import { OutsideServices } from "./outside-services.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";
import { RecentOrders } from "./recent-orders.tsx";
import { SalesChart } from "./sales-chart.tsx";

/** The day so far, what waits to be done, and what just came in. */
export function Overview() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    // Also without an event: today ends at midnight, and jobs fail silently.
    trpc.admin.dashboard.queryOptions(undefined, { refetchInterval: 15_000 }),
  );
  useTitle(data ? pageTitle(data) : "Overview");
  return (
    <>
      <PageHead title="Overview" />
      {data ? (
        <Board data={data} />
      ) : error ? (
        <FailureNotice error={error} title="The overview could not be read" onRetry={() => void refetch()} />
      ) : (
        <OverviewSkeleton />
      )}
    </>
  );
}

function pageTitle({ failedJobs, today }: DashboardDto): string {
  if (failedJobs > 0) return countWords(failedJobs, "failed job");
  return `${countWords(today.orders, "order")} today`;
}

function Board({ data }: { readonly data: DashboardDto }) {
  const { timeZone } = useMember().organization;
  const { today, yesterday } = data;
  const seesServices = useMay("jobs:read");
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-px overflow-hidden rounded-admin border border-line bg-line lg:grid-cols-[1fr_1fr_1fr_2fr]">
        <Figure
          label="Sales today"
          value={formatMoney(today.sales)}
          note={`Yesterday ${formatMoney(yesterday.sales)}`}
        />
        <Figure label="Orders today" value={String(today.orders)} note={`Yesterday ${yesterday.orders}`} />
        <Figure label="Average order" wide value={formatMoney(today.averageOrder)} note={`Days in ${timeZone}`} />
        <div className="col-span-2 bg-surface p-4 lg:col-span-1">
          <SalesChart days={data.days} />
        </div>
      </div>
      <ToDo data={data} />
      <div className="grid items-start gap-4 xl:grid-cols-[3fr_2fr]">
        <RecentOrders orders={data.recentOrders} />
        <LowStock items={data.lowStock} />
      </div>
      {seesServices && <OutsideServices />}
    </div>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** Takes a row of its own where there is room for two. */
  readonly wide?: boolean;
}

function Figure({ label, value, note, wide = false }: FigureProps) {
  return (
    <div className={cn("bg-surface p-4", wide && "max-lg:col-span-2")}>
      <p className="text-muted">{label}</p>
      <p className="figures mt-1 text-28 font-semibold tracking-tight">{value}</p>
      <p className="figures mt-1 text-12 text-muted">{note}</p>
    </div>
  );
}

/** What waits for somebody, each a way to where it is done. */
function ToDo({ data }: { readonly data: DashboardDto }) {
  const trpc = useTRPC();
  const seesJobs = useMay("jobs:read");
  const { data: waits } = useQuery(trpc.admin.channels.attention.queryOptions(undefined, { refetchInterval: 15_000 }));
  return (
    <div className="flex flex-wrap gap-2">
      <Task href="/admin/orders?status=paid" count={data.toShip} dot="bg-warm">
        to ship
      </Task>
      <Task href="/admin/orders?status=pending" count={data.awaitingPayment} dot="bg-warning">
        awaiting payment
      </Task>
      {waits !== undefined && waits.openShortfalls > 0 && (
        <Task href="/admin/channels" count={waits.openShortfalls} dot="bg-danger">
          {waits.openShortfalls === 1 ? "line to settle" : "lines to settle"}
        </Task>
      )}
      {seesJobs && (
        <Task href="/admin/jobs" count={data.failedJobs} dot="bg-danger">
          {data.failedJobs === 1 ? "failed job" : "failed jobs"}
        </Task>
      )}
    </div>
  );
}

interface TaskProps {
  readonly href: string;
  readonly count: number;
  readonly dot: string;
  readonly children: ReactNode;
}

function Task({ href, count, dot, children }: TaskProps) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-9 items-center gap-2 rounded-admin border border-line bg-surface px-3 hover:border-edge"
    >
      <span aria-hidden="true" className={`size-2 rounded-full ${count > 0 ? dot : "bg-edge"}`} />
      <span>
        <b className="figures font-semibold">{count}</b> {children}
      </span>
    </Link>
  );
}

import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { JobPage } from "#components/admin/jobs/job-page.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Job" };

export default async function AdminJobPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { trpc, queryClient } = await openAdminPage(`/admin/jobs/${id}`);
  if (!/^\d{1,18}$/.test(id)) notFound();
  await queryClient.prefetchQuery(trpc.admin.jobs.get.queryOptions({ id }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <JobPage id={id} />
    </HydrationBoundary>
  );
}

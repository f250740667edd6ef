import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";

import { MessagePage } from "#components/admin/webhooks/message-page.tsx";
import { openAdminPage } from "#server/admin-page.ts";

export const metadata: Metadata = { title: "Webhook" };

export default async function WebhookPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { trpc, queryClient } = await openAdminPage(`/admin/webhooks/${id}`);
  if (!z.uuid().safeParse(id).success) notFound();
  await queryClient.prefetchQuery(trpc.admin.webhooks.get.queryOptions({ id }));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <MessagePage id={id} />
    </HydrationBoundary>
  );
}

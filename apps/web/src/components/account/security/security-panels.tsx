"use client";

import { useQuery } from "@tanstack/react-query";

import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { EmailPanel } from "./email-panel.tsx";
import { IdentitiesPanel } from "./identities-panel.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import { SecondFactorPanel } from "./second-factor-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";

/** How somebody signs in, to be looked through and changed. For shoppers and, denser, for members. */
export function SecurityPanels({ dense = false }: { readonly dense?: boolean }) {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.account.security.queryOptions());
  if (error) return <Notice tone="danger">This could not be read. Load the page again in a moment.</Notice>;
  if (!data) return <Skeleton className="h-96" />;
  return (
    <div className={dense ? "grid max-w-3xl grid-cols-1 gap-4" : "grid max-w-3xl grid-cols-1 gap-6"}>
      <EmailPanel dense={dense} security={data} />
      <PasswordPanel dense={dense} />
      <SecondFactorPanel dense={dense} security={data} />
      <IdentitiesPanel dense={dense} identities={data.identities} />
      <SessionsPanel dense={dense} />
    </div>
  );
}

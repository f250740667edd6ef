import "server-only";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";

import { appRouter, readRequestId } from "@cartwright/api/server";
import { readOrganization } from "@cartwright/core/organizations/read-organization";

import { readPrincipal } from "./caller.ts";
import { services } from "./services.ts";

/** Who looks at an admin page. */
export interface AdminMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: "owner" | "admin" | "staff";
  readonly permissions: readonly string[];
  readonly organization: {
    readonly id: string;
    readonly name: string;
    readonly currency: string;
    readonly timeZone: string;
  };
}

/** The signed-in member of the store's organization; null for everybody else. Asked once a request. */
export const readMember = cache(async (): Promise<AdminMember | null> => {
  const { actor, user, organizationId } = await readPrincipal();
  if (actor.type !== "member" || !user) return null;
  const { name, currency, timeZone } = await readOrganization(services(), { id: organizationId });
  const permissions = actor.role === "staff" ? actor.permissions : ["*"];
  return { ...user, role: actor.role, permissions, organization: { id: organizationId, name, currency, timeZone } };
});

/** The e-mail of a signed-in customer who is no member; null for members and guests. */
export async function readOutsider(): Promise<string | null> {
  const { actor, user } = await readPrincipal();
  return actor.type === "member" ? null : (user?.email ?? null);
}

/** The member, or the way to the sign-in, which leads back to `path`. Every admin page begins with this. */
export async function requireMember(path: string): Promise<AdminMember> {
  const member = await readMember();
  return member ?? redirect(`/admin/sign-in?next=${encodeURIComponent(path)}`);
}

/**
 * Begins an admin page: refuses who is no member, and lends procedures under their own names, to read ahead what the page
 * will ask for. What is refused here is asked again by the page, which says why.
 */
export async function openAdminPage(path: string) {
  const member = await requireMember(path);
  const queryClient = new QueryClient();
  const ctx = {
    services: services(),
    principal: await readPrincipal(),
    requestId: readRequestId(await headers()),
    reply: new Headers(),
  };
  return { member, queryClient, trpc: createTRPCOptionsProxy({ ctx, router: appRouter, queryClient }) };
}

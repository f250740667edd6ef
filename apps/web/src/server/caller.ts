import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";

import { createCaller, readRequestId } from "@cartwright/api/server";
import { findPrincipal } from "@cartwright/core/organizations/find-principal";
import { guest, type Principal } from "@cartwright/core/organizations/principal";
import { readOrganization } from "@cartwright/core/organizations/read-organization";

import { readEnv } from "./env.ts";
import { services } from "./services.ts";
import { readSessionCookies } from "./session.ts";

type Caller = ReturnType<typeof createCaller>;

/** Calls procedures as a guest, whoever looks: for pages that are the same for all and may be kept. */
export async function publicCaller(): Promise<Caller> {
  const principal = guest(await storeId());
  return createCaller({ services: services(), principal, requestId: crypto.randomUUID(), reply: new Headers() });
}

/** Calls procedures as who sent this request. */
export async function requestCaller(): Promise<Caller> {
  const principal = await readPrincipal();
  return createCaller({
    services: services(),
    principal,
    requestId: readRequestId(await headers()),
    reply: new Headers(),
  });
}

/** Who sent the request that is being rendered; asked of the database once a request. */
export const readPrincipal = cache(async (): Promise<Principal> => {
  // First, so that a build, which has no request and may have no database, goes no further.
  const jar = Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value]));
  const organizationId = await storeId();
  const claims = await readSessionCookies(jar);
  const principal = claims && (await findPrincipal(services(), { ...claims, organizationId, organization: "only" }));
  return principal ?? guest(organizationId);
});

async function storeId(): Promise<string> {
  return (await readOrganization(services(), { slug: readEnv().STORE_SLUG })).id;
}

import "server-only";
import { createCaller } from "@cartwright/api/server";
import { guest } from "@cartwright/core/organizations/principal";
import { readOrganization } from "@cartwright/core/organizations/read-organization";

import { services } from "./dev-services.ts";

type Caller = ReturnType<typeof createCaller>;

export async function publicCaller(): Promise<Caller> {
  const s = services();
  const organization = await readOrganization(s, { slug: "havu" });
  return createCaller({ services: s, principal: guest(organization.id), requestId: "page" });
}
export const requestCaller = publicCaller;

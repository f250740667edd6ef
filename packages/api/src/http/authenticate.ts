import { errors, jwtVerify } from "jose";
import { z } from "zod";

import { DomainError, type Services } from "@cartwright/core";
import { isApiKey } from "@cartwright/core/organizations/api-key";
import { findApiKey } from "@cartwright/core/organizations/find-api-key";
import { findPrincipal } from "@cartwright/core/organizations/find-principal";
import { guest, type Principal } from "@cartwright/core/organizations/principal";

import { isSameOrigin } from "./same-origin.ts";

/** What a session cookie says, its signature already checked. */
export interface SessionClaims {
  readonly userId: string;
  readonly sessionId: string;
}

export interface Authentication {
  readonly services: Services;
  /** The store's organization: guests and sessions belong to it. */
  readonly organizationId: string;
  readonly jwtSecret: Uint8Array;
  readonly readSession: (request: Request) => Promise<SessionClaims | null>;
}

/**
 * Who sends this request: a bearer key or token if there is one, else the browser's session, else a guest.
 *
 * @throws DomainError `unauthenticated` for a bearer that is not good: nobody becomes a guest by mistake;
 * `forbidden` for a change that another site makes with our session cookie
 */
export async function authenticate(request: Request, auth: Authentication): Promise<Principal> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return authenticateBearer(authorization, auth);
  if (!request.headers.has("cookie")) return guest(auth.organizationId);
  const claims = await auth.readSession(request);
  const principal = claims && (await findPrincipal(auth.services, { ...claims, ...inStore(auth) }));
  if (!principal) return guest(auth.organizationId);
  if (!isSameOrigin(request, auth.services.settings.webUrl)) {
    throw new DomainError("forbidden", {}, { message: "This request comes from another site." });
  }
  return principal;
}

function inStore({ organizationId }: Authentication) {
  return { organizationId, organization: "only" } as const;
}

async function authenticateBearer(authorization: string, auth: Authentication): Promise<Principal> {
  const credential = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (credential === undefined) throw new DomainError("unauthenticated");
  const principal = isApiKey(credential)
    ? await findApiKey(auth.services, credential)
    : await authenticateJwt(credential, auth);
  if (!principal) throw new DomainError("unauthenticated");
  return principal;
}

const claimsShape = z.object({ sub: z.uuid() });

async function authenticateJwt(token: string, auth: Authentication): Promise<Principal | null> {
  try {
    const { payload } = await jwtVerify(token, auth.jwtSecret, {
      algorithms: ["HS256"],
      requiredClaims: ["sub", "exp"],
      currentDate: auth.services.now(),
    });
    const claims = claimsShape.safeParse(payload);
    if (!claims.success) return null;
    const { organizationId } = auth;
    return await findPrincipal(auth.services, { userId: claims.data.sub, organizationId, organization: "first" });
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

import { DomainError, isDomainError, type Services } from "@cartwright/core";
import { guest, type Principal } from "@cartwright/core/organizations/principal";
import { readOrganization } from "@cartwright/core/organizations/read-organization";

import type { ApiContext } from "#context.ts";
import { toApiError } from "#errors.ts";
import { sayFarewell } from "#live/open-live.ts";

import { authenticate, type SessionClaims } from "./authenticate.ts";
import { readClientAddress, readShownAddress } from "./client-address.ts";
import { limitRequests, type RateLimits } from "./limit-requests.ts";
import { readRequestId } from "./request-id.ts";
import { observeRequest } from "./request-metrics.ts";
import { respondError } from "./respond.ts";
import type { RouteClass } from "./route-class.ts";

export interface EdgeOptions {
  readonly services: Services;
  /** Whose shop this instance shows to guests. */
  readonly storeSlug: string;
  readonly jwtSecret: Uint8Array;
  readonly rateLimits: RateLimits;
  readonly readSession: (request: Request) => Promise<SessionClaims | null>;
  /** Aborts when the process was told to end. */
  readonly shuttingDown: AbortSignal;
}

export interface Door {
  /** For metrics and logs: the pattern, never the path with its ids. */
  readonly route: string;
  /** Which limit it counts against; null where none applies: streams, webhooks. */
  readonly routeClass: RouteClass | null;
  /** False where nobody is asked who they are. */
  readonly authenticated: boolean;
}

/** What a door's work gets. `route` may be named more exactly once it is known. */
export interface Passage extends ApiContext {
  nameRoute(route: string): void;
}

/**
 * The way of every request into the API: a request id, who calls, how often, the work, and one log line with how it
 * ended. Whatever is thrown becomes an answer in the contract's shape.
 */
export async function passEdge(
  options: EdgeOptions,
  request: Request,
  door: Door,
  work: (passage: Passage) => Promise<Response>,
): Promise<Response> {
  const startedAt = performance.now();
  sayFarewell(options);
  const requestId = readRequestId(request.headers);
  const reply = new Headers({ "x-request-id": requestId });
  const seen: Seen = { route: door.route, principal: null, error: null };
  const response = await answer().catch((error: unknown) => {
    seen.error = error;
    return respondError(toApiError(error), requestId, new Headers(reply));
  });
  report(options.services, { request, response, requestId, seen, durationMs: performance.now() - startedAt });
  return response;

  async function answer(): Promise<Response> {
    const principal = await identify(options, request, door);
    seen.principal = principal;
    await limit(options, request, door, { reply, principal });
    const nameRoute = (route: string) => {
      seen.route = route;
    };
    const address = readClientAddress(request.headers);
    const identifyAgain = () => identify(options, request, { ...door, routeClass: null });
    const shownAddress = readShownAddress(request.headers);
    return work({
      services: options.services,
      principal,
      requestId,
      address,
      shownAddress,
      reply,
      nameRoute,
      identifyAgain,
    });
  }
}

interface Seen {
  route: string;
  principal: Principal | null;
  error: unknown;
}

async function identify(options: EdgeOptions, request: Request, door: Door): Promise<Principal> {
  const { services, storeSlug } = options;
  const organizationId = await findStore(services, storeSlug);
  if (!door.authenticated) return guest(organizationId);
  try {
    return await authenticate(request, { ...options, organizationId });
  } catch (error) {
    // Guessing keys and tokens costs what any request without one costs.
    await limit(options, request, door, { reply: new Headers(), principal: guest(organizationId) });
    throw error;
  }
}

async function findStore(services: Services, slug: string): Promise<string> {
  try {
    return (await readOrganization(services, { slug })).id;
  } catch (error) {
    if (!isDomainError(error, "not_found")) throw error;
    const message = `This instance is not set up: no organization is called ${slug}.`;
    throw new DomainError("service_unavailable", {}, { message, cause: error });
  }
}

async function limit(
  { services, rateLimits: limits }: EdgeOptions,
  request: Request,
  { routeClass }: Door,
  { reply, principal }: { reply: Headers; principal: Principal },
): Promise<void> {
  if (routeClass === null) return;
  const address = readClientAddress(request.headers);
  await limitRequests(services, reply, { principal, address, routeClass, limits });
}

interface Ending {
  readonly request: Request;
  readonly response: Response;
  readonly requestId: string;
  readonly seen: Seen;
  readonly durationMs: number;
}

function report({ log }: Services, { request, response, requestId, seen, durationMs }: Ending): void {
  const { route, error } = seen;
  const { method } = request;
  const { status } = response;
  observeRequest({ method, route, status, durationMs });
  const line = { requestId, method, route, status, durationMs: Math.round(durationMs), ...whoCalled(seen.principal) };
  if (status >= 500) log.error({ ...line, err: error }, "request_failed");
  else if (error instanceof DomainError) log.info({ ...line, code: error.code }, "request_refused");
  else log.info(line, "request_answered");
}

function whoCalled(principal: Principal | null): Record<string, string> {
  if (!principal) return {};
  const { actor } = principal;
  if (actor.type === "api_key") return { actor: actor.type, apiKeyId: actor.apiKeyId };
  return principal.user ? { actor: actor.type, userId: principal.user.id } : { actor: actor.type };
}

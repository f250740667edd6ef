import { callTRPCProcedure } from "@trpc/server";

import { DomainError } from "@cartwright/core";

import { passEdge, type EdgeOptions, type Passage } from "#http/edge.ts";
import { respondJson } from "#http/respond.ts";
import { classOf } from "#http/route-class.ts";
import { appRouter } from "#root.ts";

import { readRestInput } from "./read-rest-input.ts";
import { matchRoute } from "./route-table.ts";

export const restBase = "/api/v1";

/** Answers everything under `/api/v1` that is a procedure's place in the REST API, or refuses. */
export async function handleRest(options: EdgeOptions, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const match = matchRoute(request.method, url.pathname.slice(restBase.length));
  const routeClass = classOf("allow" in match ? [] : [match.route.procedure], request.method);
  const door = { route: `${restBase}/*`, routeClass, authenticated: true };
  return passEdge(options, request, door, (passage) => answer({ request, url, match }, passage));
}

interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly match: ReturnType<typeof matchRoute>;
}

async function answer({ request, url, match }: Asked, passage: Passage): Promise<Response> {
  if ("allow" in match) throw refuse(match.allow, passage.reply);
  const { route } = match;
  passage.nameRoute(restBase + route.rest.path);
  let input: Promise<Record<string, unknown>> | undefined;
  const output: unknown = await callTRPCProcedure({
    router: appRouter,
    path: route.procedure,
    type: route.type,
    ctx: passage,
    // Asked for once it is known that this caller may: nobody else's body is read.
    getRawInput: () => (input ??= readRestInput(request, url, match)),
    signal: request.signal,
    batchIndex: 0,
  });
  return respondJson(route.rest.status ?? 200, JSON.stringify(output), passage.reply);
}

function refuse(allow: readonly string[], reply: Headers): DomainError {
  if (allow.length === 0) return new DomainError("not_found");
  reply.set("allow", allow.join(", "));
  return new DomainError("method_not_allowed", { allow });
}

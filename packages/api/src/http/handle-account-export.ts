import { z } from "zod";

import { DomainError } from "@cartwright/core";
import { exportPerson } from "@cartwright/core/privacy/export-person";
import { toCsv, toJson } from "@cartwright/core/privacy/write-export";

import { toCoreContext } from "#context.ts";
import { admit } from "#permissions.ts";

import { passEdge, type EdgeOptions } from "./edge.ts";
import { streamText } from "./stream-text.ts";

const formats = z.enum(["json", "csv"]);
const types = { json: "application/json", csv: "text/csv; charset=utf-8" } as const;

/**
 * Hands shoppers everything that is known of them, `?format=json|csv`, as a file that is written while it is read. Nobody else's: whose
 * it is, the session says.
 */
export function handleAccountExport(options: EdgeOptions, request: Request): Promise<Response> {
  const door = { route: "/api/account/export", routeClass: "reads" as const, authenticated: true };
  return passEdge(options, request, door, async (passage) => {
    const { principal, reply, services } = passage;
    const admission = admit(principal, { guest: false, customer: true, need: null });
    if ("refused" in admission) throw new DomainError(admission.refused);
    if (!principal.customer) throw new DomainError("forbidden", {}, { message: "Only shoppers have data to export." });
    const format = formats.safeParse(new URL(request.url).searchParams.get("format") ?? "json");
    if (!format.success) throw new DomainError("invalid_input", { field: "format" });
    const rows = await exportPerson(toCoreContext(passage, admission.actor), { customerId: principal.customer.id });
    const pieces = format.data === "json" ? toJson(rows, { exportedAt: services.now() }) : toCsv(rows);
    reply.set("content-type", types[format.data]);
    reply.set("content-disposition", `attachment; filename="your-data.${format.data}"`);
    // Not compressed on its way either: a file of any size goes out as fast as it is taken.
    reply.set("cache-control", "private, no-store, no-transform");
    return new Response(streamText(pieces), { headers: reply });
  });
}

import { z } from "zod";

import type { RestMeta } from "./rest/meta.ts";
import { appRouter } from "./root.ts";

const definition = z.object({
  type: z.enum(["query", "mutation", "subscription"]),
  meta: z.object({ rest: z.custom<RestMeta>().optional() }).optional(),
  inputs: z.array(z.instanceof(z.ZodType)),
  output: z.instanceof(z.ZodType).optional(),
});

export type ProcedureDefinition = z.infer<typeof definition> & { readonly path: string };

/** Every procedure of the router with its schemas, by path: `admin.orders.cancel`. */
export function readProcedures(): ProcedureDefinition[] {
  // tRPC types its flat record of procedures as the nested one that it was made from.
  const flat = appRouter._def.procedures as unknown as Readonly<Record<string, { readonly _def: unknown }>>;
  return Object.entries(flat).map(([path, { _def }]) => ({ ...definition.parse(_def), path }));
}

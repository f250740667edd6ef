import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { z } from "zod";

import { checkScalars } from "./check-scalars.ts";

/** Shopify's own schema of the Admin API, and which scopes its types and fields ask for: any one of those named opens it. */
export interface AdminSchema {
  readonly schema: GraphQLSchema;
  /** By `Order` or `Order.customer`. */
  readonly scopes: ReadonlyMap<string, { readonly anyOf: readonly string[]; readonly words: string }>;
}

const file = new URL("../../data/shopify/admin_2026-10.json.gz", import.meta.url);

const shape = z.object({
  data: z.looseObject({ __schema: z.unknown() }),
  offline_scopes: z.object({
    items: z.array(
      z.object({
        typeName: z.string(),
        fieldName: z.string().optional(),
        requiredAccess: z.string(),
        offlineScopes: z.array(z.string()),
      }),
    ),
  }),
});

let kept: AdminSchema | undefined;

/** Reads it with the first request: it takes some 60 MB, which a sandbox that nobody asks about Shopify goes without. */
export function adminSchema(): AdminSchema {
  kept ??= load();
  return kept;
}

function load(): AdminSchema {
  const read = shape.parse(JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")));
  // The file is Shopify's: what it holds is what the library asks for.
  const schema = buildClientSchema(read.data as unknown as IntrospectionQuery, { assumeValid: true });
  checkScalars(schema);
  const scopes = new Map<string, { anyOf: readonly string[]; words: string }>();
  for (const { typeName, fieldName, offlineScopes, requiredAccess } of read.offline_scopes.items) {
    if (offlineScopes.length === 0) continue;
    scopes.set(fieldName === undefined ? typeName : `${typeName}.${fieldName}`, {
      anyOf: offlineScopes,
      words: requiredAccess,
    });
  }
  return { schema, scopes };
}

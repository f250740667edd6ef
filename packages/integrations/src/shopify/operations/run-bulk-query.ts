import { z } from "zod";

import { defineMutation } from "../define-operation.ts";
import { bulkOperationFields, bulkOperationShape } from "./bulk-operation-shape.ts";

/** Not repeatable: each call begins an export of its own. Rows are not grouped, which is Shopify's faster way. */
export const runBulkQuery = defineMutation<{ query: string }>()({
  repeatable: false,
  document: `
    mutation RunBulkQuery($query: String!) {
      bulkOperationRunQuery(query: $query, groupObjects: false) {
        bulkOperation { ${bulkOperationFields} }
        userErrors { field message code }
      }
    }`,
  shape: z.object({ bulkOperationRunQuery: z.object({ bulkOperation: bulkOperationShape }) }),
});

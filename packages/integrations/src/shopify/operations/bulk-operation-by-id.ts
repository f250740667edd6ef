import { z } from "zod";

import { defineQuery } from "../define-operation.ts";
import { bulkOperationFields, bulkOperationShape } from "./bulk-operation-shape.ts";

export const bulkOperationById = defineQuery<{ id: string }>()({
  document: `
    query BulkOperationById($id: ID!) {
      bulkOperation(id: $id) { ${bulkOperationFields} }
    }`,
  shape: z.object({ bulkOperation: bulkOperationShape.nullable() }),
});

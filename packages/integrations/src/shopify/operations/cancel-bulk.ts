import { z } from "zod";

import { defineMutation } from "../define-operation.ts";
import { bulkOperationFields, bulkOperationShape } from "./bulk-operation-shape.ts";

export const cancelBulk = defineMutation<{ id: string }>()({
  repeatable: true,
  document: `
    mutation CancelBulk($id: ID!) {
      bulkOperationCancel(id: $id) {
        bulkOperation { ${bulkOperationFields} }
        userErrors { field message }
      }
    }`,
  shape: z.object({ bulkOperationCancel: z.object({ bulkOperation: bulkOperationShape }) }),
});

import { cancelBulkJob, runBulkQuery } from "../bulk/bulk-mutations.ts";
import { adjustQuantities, setQuantities } from "./stock-mutations.ts";
import { createSubscription, deleteSubscription, updateSubscription } from "./subscription-mutations.ts";

/** What can be done in a shop. */
export const mutationRoot = {
  bulkOperationRunQuery: runBulkQuery,
  bulkOperationCancel: cancelBulkJob,
  webhookSubscriptionCreate: createSubscription,
  webhookSubscriptionUpdate: updateSubscription,
  webhookSubscriptionDelete: deleteSubscription,
  inventorySetQuantities: setQuantities,
  inventoryAdjustQuantities: adjustQuantities,
};

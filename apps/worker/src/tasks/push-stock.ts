import { pushStock } from "@cartwright/core/channels/push-stock";

import { defineTask } from "#define-task.ts";

export const pushStockTask = defineTask("push-stock", ({ services, payload, signal }) =>
  pushStock(services, payload, { signal }),
);

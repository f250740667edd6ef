import { enqueueDueStores } from "@cartwright/core/marketplaces/enqueue-due-stores";

import { defineTask } from "#define-task.ts";

export const enqueueDueStoresTask = defineTask("enqueue-due-stores", async ({ services, requestId, signal, job }) => {
  const enqueued = await enqueueDueStores(services, { requestId, signal });
  if (enqueued.enqueuedJobs > 0) job.logger.info({ ...enqueued }, "due_stores_enqueued");
  return enqueued;
});

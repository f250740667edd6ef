import { defineTask } from "#define-task.ts";
import { runSyncJob } from "#run-sync-job.ts";

export const runSyncTask = defineTask("run-sync", ({ job, ...run }) =>
  runSyncJob({ ...run, progress: (done, total) => job.progress(done, total) }),
);

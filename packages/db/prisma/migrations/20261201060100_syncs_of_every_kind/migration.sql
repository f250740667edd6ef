-- Runs of every job of an organization, newest first; of those that failed, few among many, as well.
CREATE INDEX "sync_jobs_organization_id_id_idx" ON "sync_jobs"("organization_id", "id" DESC);
CREATE INDEX "sync_jobs_failed_idx" ON "sync_jobs"("organization_id", "id" DESC) WHERE "status" = 'failed';

-- Runs of sync jobs, what they saw outside, and how each process finds the services that it calls.
CREATE TABLE "sync_runs" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "phase" TEXT NOT NULL DEFAULT 'fetch',
    "cursor" TEXT,
    "total_items" INTEGER,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "removed" INTEGER NOT NULL DEFAULT 0,
    "errors" INTEGER NOT NULL DEFAULT 0,
    "samples" JSONB NOT NULL DEFAULT '[]',
    "error_message" TEXT,
    "request" TEXT,
    "token" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "tick_at" TIMESTAMPTZ(6),
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "heartbeat_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "sync_runs_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "sync_marks" (
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "run_id" UUID NOT NULL,

    CONSTRAINT "sync_marks_pkey" PRIMARY KEY ("organization_id","name","external_id")
);

CREATE TABLE "breaker_states" (
    "process_id" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "app" TEXT NOT NULL,
    "circuit" TEXT NOT NULL,
    "under_way" INTEGER NOT NULL,
    "queued" INTEGER NOT NULL,
    "answered" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "turned_away" BIGINT NOT NULL,
    "probe_at" TIMESTAMPTZ(6),
    "last_failure" TEXT,
    "last_failure_at" TIMESTAMPTZ(6),
    "reported_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "breaker_states_pkey" PRIMARY KEY ("process_id","service")
);

CREATE INDEX "sync_runs_organization_id_name_created_at_idx" ON "sync_runs"("organization_id", "name", "created_at" DESC);

CREATE INDEX "sync_runs_finished_at_idx" ON "sync_runs"("finished_at");

CREATE UNIQUE INDEX "sync_runs_organization_id_name_tick_at_key" ON "sync_runs"("organization_id", "name", "tick_at");

CREATE INDEX "breaker_states_reported_at_idx" ON "breaker_states"("reported_at");

-- One run at a time: whoever begins one waits for whoever did so a moment ago, and finds theirs.
CREATE UNIQUE INDEX "sync_runs_open_key" ON "sync_runs"("organization_id", "name") WHERE "status" IN ('pending', 'running', 'paused');

ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_status_check" CHECK ("status" IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled'));
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_phase_check" CHECK ("phase" IN ('fetch', 'remove'));
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_request_check" CHECK ("request" IN ('pause', 'cancel'));

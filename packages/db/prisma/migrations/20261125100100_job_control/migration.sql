-- What a worker can do: a job that no live worker names waits for a newer one.
ALTER TABLE "job_workers" ADD COLUMN "tasks" TEXT[];

-- Of the jobs that a dead worker held only those that it had begun are to blame.
ALTER TABLE "job_crashes" ADD COLUMN "begun_by" TEXT;

CREATE TABLE "job_pauses" (
    "task" TEXT NOT NULL,
    "reason" TEXT,
    "paused_by" TEXT,
    "paused_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_pauses_pkey" PRIMARY KEY ("task")
);

CREATE TABLE "job_cancellations" (
    "job_id" BIGINT NOT NULL,
    "organization_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_cancellations_pkey" PRIMARY KEY ("job_id")
);

CREATE TABLE "job_schedules" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "name" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "cron" TEXT,
    "every_ms" BIGINT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "catch_up" BOOLEAN NOT NULL DEFAULT false,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "next_run_at" TIMESTAMPTZ(6) NOT NULL,
    "last_run_at" TIMESTAMPTZ(6),
    "last_job_id" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_schedules_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "job_schedules_organization_id_name_key" ON "job_schedules"("organization_id", "name");

-- By hand: one clock for each, names of the code's own are unique too, and what is due is found without a search.
ALTER TABLE job_schedules
  ADD CONSTRAINT job_schedules_one_clock CHECK ((cron IS NULL) <> (every_ms IS NULL)),
  ADD CONSTRAINT job_schedules_every_ms CHECK (every_ms >= 1000);
CREATE UNIQUE INDEX job_schedules_code_name_key ON job_schedules (name) WHERE organization_id IS NULL;
CREATE INDEX job_schedules_due_idx ON job_schedules (next_run_at) WHERE enabled;

-- The story of finished jobs in one partition a day: an old day is dropped, which costs nothing, however many rows it has.

-- Adds the partition of one day (UTC) unless it is there. Made beside the table and attached, which stops no reader or
-- writer. Answers whether it was made.
CREATE FUNCTION add_day_partition(parent text, day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  partition text := parent || '_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('add_day_partition:' || parent));
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)', partition, parent);
  EXECUTE format(
    'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    parent, partition, day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00'
  );
  RETURN true;
END $$;

ALTER TABLE "job_workers" ADD COLUMN "concurrency" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "running" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "job_runs" RENAME TO "old_job_runs";
ALTER TABLE "old_job_runs" RENAME CONSTRAINT "job_runs_pkey" TO "old_job_runs_pkey";
CREATE TABLE "job_runs" (
    "job_id" BIGINT NOT NULL,
    "task" TEXT NOT NULL,
    "organization_id" UUID,
    "job_key" TEXT,
    "queue" TEXT,
    "payload" JSONB NOT NULL,
    "attempt" INTEGER NOT NULL,
    "max_attempts" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "error" TEXT,
    "stack" TEXT,
    "worker_id" TEXT NOT NULL,
    "request_id" TEXT,
    "progress_done" DOUBLE PRECISION,
    "progress_total" DOUBLE PRECISION,
    "queued_at" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "job_runs_pkey" PRIMARY KEY ("job_id","finished_at")
) PARTITION BY RANGE ("finished_at");

CREATE INDEX "job_runs_organization_id_outcome_task_finished_at_job_id_idx" ON "job_runs"("organization_id", "outcome", "task", "finished_at" DESC, "job_id" DESC);
CREATE INDEX "job_runs_request_idx" ON "job_runs" (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX "job_runs_key_idx" ON "job_runs" (job_key) WHERE job_key IS NOT NULL;

SELECT add_day_partition('job_runs', day::date)
FROM generate_series(
  coalesce((SELECT min(finished_at) FROM old_job_runs), now()) AT TIME ZONE 'UTC',
  (now() AT TIME ZONE 'UTC') + interval '3 days', interval '1 day'
) AS day;
INSERT INTO "job_runs" (job_id, task, organization_id, payload, attempt, max_attempts, outcome, error, worker_id, request_id,
  queued_at, due_at, started_at, finished_at)
SELECT job_id::bigint, task, organization_id, payload, attempt, max_attempts, outcome, error, worker_id, request_id,
  queued_at, queued_at, started_at, finished_at
FROM old_job_runs ON CONFLICT DO NOTHING;
DROP TABLE "old_job_runs";

CREATE TABLE "job_lines" (
    "job_id" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "organization_id" UUID,
    "line" TEXT NOT NULL,

    CONSTRAINT "job_lines_pkey" PRIMARY KEY ("job_id","attempt","n","at")
) PARTITION BY RANGE ("at");

SELECT add_day_partition('job_lines', ((now() AT TIME ZONE 'UTC')::date + ahead)) FROM generate_series(0, 3) AS ahead;

CREATE TABLE "job_running" (
    "job_id" BIGINT NOT NULL,
    "task" TEXT NOT NULL,
    "organization_id" UUID,
    "worker_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "progress_done" DOUBLE PRECISION,
    "progress_total" DOUBLE PRECISION,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "job_running_pkey" PRIMARY KEY ("job_id")
);
CREATE INDEX "job_running_worker_id_idx" ON "job_running"("worker_id");

CREATE TABLE "job_stats" (
    "grain" TEXT NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "organization_id" UUID NOT NULL,
    "task" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "dead" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "waits" INTEGER[],
    "runs" INTEGER[],

    CONSTRAINT "job_stats_pkey" PRIMARY KEY ("grain","organization_id","at","task")
);
-- The row of the present minute is changed again and again: room on the page keeps it in place.
ALTER TABLE "job_stats" SET (fillfactor = 60);

-- Adds up two histograms, place by place; the shorter one counts as zero where it ends.
CREATE FUNCTION add_histograms(a integer[], b integer[]) RETURNS integer[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg(coalesce(x, 0) + coalesce(y, 0) ORDER BY place)
  FROM unnest(a, b) WITH ORDINALITY AS pair (x, y, place)
$$;

-- Dead letters of one cause are told as one: the first line of the error, without numbers and ids.
ALTER TABLE "dead_letters" ADD COLUMN "cause" TEXT NOT NULL DEFAULT '';
CREATE FUNCTION cause_of_error(error text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(
    left(split_part(error, E'\n', 1), 200),
    '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9]+', '#', 'g'
  )
$$;
CREATE FUNCTION set_dead_letter_cause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.cause := cause_of_error(NEW.error);
  RETURN NEW;
END $$;
CREATE TRIGGER dead_letters_cause BEFORE INSERT OR UPDATE OF error ON dead_letters
  FOR EACH ROW EXECUTE FUNCTION set_dead_letter_cause();
UPDATE dead_letters SET error = error;
CREATE INDEX dead_letters_open_cause_idx ON dead_letters (kind, name, cause) WHERE resolved_at IS NULL;

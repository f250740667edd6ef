-- Settings of an endpoint, and what the sender remembers between turns.
ALTER TABLE "callback_endpoints"
  ADD COLUMN "ordered" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "rate_per_second" INTEGER,
  ADD COLUMN "paced_until" TIMESTAMPTZ(6),
  ADD COLUMN "retry_schedule" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
  ADD COLUMN "warned_at" TIMESTAMPTZ(6),
  ADD COLUMN "disabled_at" TIMESTAMPTZ(6);

ALTER TABLE callback_endpoints
  ADD CONSTRAINT callback_endpoints_max_in_flight_check CHECK (max_in_flight BETWEEN 1 AND 100),
  ADD CONSTRAINT callback_endpoints_rate_check CHECK (rate_per_second BETWEEN 1 AND 1000);

-- What leaves first. Whose hands a delivery is in is told by its endpoint's lock, not by a time.
ALTER TABLE "callback_deliveries"
  ADD COLUMN "priority" SMALLINT NOT NULL DEFAULT 0,
  DROP COLUMN "claimed_until";

-- What waits, in the order in which it leaves. The time is in the index so that what is not due is passed over inside it.
CREATE INDEX callback_deliveries_queue_idx ON callback_deliveries (endpoint_id, priority, event_seq, id, next_attempt_at)
  WHERE state IN ('pending', 'retrying');
-- What a sender that died had in its hands.
CREATE INDEX callback_deliveries_sending_idx ON callback_deliveries (endpoint_id) WHERE state = 'sending';
-- What was given up on, by its cause, and what may be sent once more.
CREATE INDEX callback_deliveries_failed_idx ON callback_deliveries (endpoint_id, created_at, id)
  WHERE state IN ('dead', 'cancelled');
DROP INDEX callback_deliveries_due_idx;

-- Replays in bulk.
CREATE TYPE "replay_what" AS ENUM ('failed', 'range');
CREATE TYPE "replay_state" AS ENUM ('running', 'done', 'stopped');

CREATE TABLE "callback_replays" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "what" "replay_what" NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "until" TIMESTAMPTZ(6) NOT NULL,
    "state" "replay_state" NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL,
    "queued" INTEGER NOT NULL DEFAULT 0,
    "cursor_at" TIMESTAMPTZ(6),
    "cursor_id" UUID,
    "cursor_seq" BIGINT,
    "request_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "callback_replays_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "callback_replays_organization_id_endpoint_id_created_at_idx"
  ON "callback_replays"("organization_id", "endpoint_id", "created_at" DESC);

ALTER TABLE "callback_replays" ADD CONSTRAINT "callback_replays_organization_id_endpoint_id_fkey"
  FOREIGN KEY ("organization_id", "endpoint_id") REFERENCES "callback_endpoints"("organization_id", "id")
  ON DELETE CASCADE ON UPDATE CASCADE;

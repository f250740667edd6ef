-- Who acts on which events, and what each of them has yet to handle.
CREATE TABLE "event_subscribers" (
    "name" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "since_seq" BIGINT NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_subscribers_pkey" PRIMARY KEY ("name","pattern")
);

CREATE TABLE "subscriber_events" (
    "subscriber" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "organization_id" UUID NOT NULL,
    "aggregate_id" UUID NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "starts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,

    CONSTRAINT "subscriber_events_pkey" PRIMARY KEY ("subscriber","seq")
);

CREATE INDEX "subscriber_events_subscriber_aggregate_id_seq_idx" ON "subscriber_events"("subscriber", "aggregate_id", "seq");

-- Those that workers died with are looked for again and again, and are few.
CREATE INDEX "subscriber_events_suspects_idx" ON "subscriber_events"("subscriber", "next_attempt_at") WHERE "starts" >= 2;

-- Rows come and go by the thousand: without this vacuum would wait until a fifth of a table that should be empty is dead.
ALTER TABLE subscriber_events SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

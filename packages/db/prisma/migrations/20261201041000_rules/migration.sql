-- What the shop does by itself, and what keeps an order from leaving.
ALTER TABLE "orders" ADD COLUMN "held_at" TIMESTAMPTZ(6), ADD COLUMN "hold_reason" TEXT;

CREATE TABLE "rules" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "definition" JSONB NOT NULL,
    "next_run_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "rules_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "rule_versions" (
    "organization_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "saved_by_type" TEXT NOT NULL,
    "saved_by_id" TEXT,
    "saved_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rule_versions_pkey" PRIMARY KEY ("rule_id","version")
);

CREATE TABLE "rule_runs" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "aggregate_type" TEXT NOT NULL,
    "aggregate_id" UUID NOT NULL,
    "results" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rule_runs_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "rule_firings" (
    "organization_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "effects" JSONB NOT NULL,
    "event_type" TEXT NOT NULL,
    "aggregate_type" TEXT NOT NULL,
    "aggregate_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rule_firings_pkey" PRIMARY KEY ("rule_id","run_id")
);

CREATE TABLE "rule_timers" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "event" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rule_timers_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "order_tags" (
    "organization_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "order_tags_pkey" PRIMARY KEY ("order_id","tag")
);

CREATE INDEX "rules_organization_id_priority_number_idx" ON "rules"("organization_id", "priority" DESC, "number");

CREATE UNIQUE INDEX "rules_organization_id_id_key" ON "rules"("organization_id", "id");

CREATE UNIQUE INDEX "rules_organization_id_number_key" ON "rules"("organization_id", "number");

CREATE INDEX "rule_versions_organization_id_rule_id_idx" ON "rule_versions"("organization_id", "rule_id");

CREATE INDEX "rule_runs_organization_id_event_type_at_id_idx" ON "rule_runs"("organization_id", "event_type", "at" DESC, "id" DESC);

CREATE INDEX "rule_runs_organization_id_at_id_idx" ON "rule_runs"("organization_id", "at" DESC, "id" DESC);

CREATE INDEX "rule_runs_at_idx" ON "rule_runs"("at");

CREATE INDEX "rule_firings_organization_id_rule_id_at_run_id_idx" ON "rule_firings"("organization_id", "rule_id", "at" DESC, "run_id" DESC);

CREATE INDEX "rule_firings_at_idx" ON "rule_firings"("at");

CREATE INDEX "rule_timers_organization_id_rule_id_subject_id_idx" ON "rule_timers"("organization_id", "rule_id", "subject_id");

CREATE INDEX "rule_timers_due_at_idx" ON "rule_timers"("due_at");

CREATE UNIQUE INDEX "rule_timers_rule_id_event_id_key" ON "rule_timers"("rule_id", "event_id");

CREATE INDEX "order_tags_organization_id_order_id_idx" ON "order_tags"("organization_id", "order_id");

CREATE INDEX "order_tags_organization_id_tag_placed_at_order_id_idx" ON "order_tags"("organization_id", "tag", "placed_at" DESC, "order_id" DESC);

ALTER TABLE "rules" ADD CONSTRAINT "rules_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "rule_versions" ADD CONSTRAINT "rule_versions_organization_id_rule_id_fkey" FOREIGN KEY ("organization_id", "rule_id") REFERENCES "rules"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "rule_firings" ADD CONSTRAINT "rule_firings_organization_id_rule_id_fkey" FOREIGN KEY ("organization_id", "rule_id") REFERENCES "rules"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "rule_timers" ADD CONSTRAINT "rule_timers_organization_id_rule_id_fkey" FOREIGN KEY ("organization_id", "rule_id") REFERENCES "rules"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "order_tags" ADD CONSTRAINT "order_tags_organization_id_order_id_fkey" FOREIGN KEY ("organization_id", "order_id") REFERENCES "orders"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE INDEX "rules_next_run_at_idx" ON "rules"("next_run_at") WHERE "enabled" AND "next_run_at" IS NOT NULL;

-- Few orders are held at a time.
CREATE INDEX "orders_held_idx" ON "orders"("organization_id", "placed_at" DESC, "id" DESC) WHERE "held_at" IS NOT NULL;
ALTER TABLE "orders" ADD CONSTRAINT "orders_hold_has_reason" CHECK (("held_at" IS NULL) = ("hold_reason" IS NULL));

ALTER TABLE "rules" ADD CONSTRAINT "rules_deleted_are_off" CHECK ("deleted_at" IS NULL OR NOT "enabled");

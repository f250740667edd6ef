-- Stores at marketplaces, and one row per receipt that was to be imported from them.
CREATE TYPE "marketplace" AS ENUM ('etsy', 'shopify', 'amazon');

CREATE TYPE "store_sync_status" AS ENUM ('pending', 'success', 'failed', 'partial');

CREATE TYPE "marketplace_log_status" AS ENUM ('pending', 'success', 'failed', 'rate_limited');

CREATE TABLE "marketplace_stores" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "marketplace" "marketplace" NOT NULL,
    "external_store_id" TEXT NOT NULL,
    "store_name" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "tokens_enc" BYTEA,
    "tokens_version" INTEGER NOT NULL DEFAULT 1,
    "refreshing_until" TIMESTAMPTZ(6),
    "sync_token_hash" BYTEA NOT NULL,
    "sync_token_enc" BYTEA NOT NULL,
    "imported_orders" INTEGER NOT NULL DEFAULT 0,
    "rate_limited_count" INTEGER NOT NULL DEFAULT 0,
    "sync_status" "store_sync_status" NOT NULL DEFAULT 'pending',
    "last_sync_at" TIMESTAMPTZ(6),
    "next_attempt_at" TIMESTAMPTZ(6),
    "pulled_until" TIMESTAMPTZ(6),
    "pull_cursor" TEXT,
    "next_pull_at" TIMESTAMPTZ(6),
    "held_until" TIMESTAMPTZ(6),
    "failed_runs" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disconnected_at" TIMESTAMPTZ(6),

    CONSTRAINT "marketplace_stores_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "marketplace_sync_logs" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "receipt" TEXT NOT NULL,
    "status" "marketplace_log_status" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claim_token" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMPTZ(6),
    "next_attempt_at" TIMESTAMPTZ(6),
    "external_order_id" TEXT,
    "order_id" UUID,
    "amount_minor" BIGINT,
    "currency" CHAR(3),
    "imported_at" TIMESTAMPTZ(6),
    "error" TEXT,
    "attempted_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "marketplace_sync_logs_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "marketplace_stores_sync_token_hash_key" ON "marketplace_stores"("sync_token_hash");

CREATE INDEX "marketplace_stores_marketplace_external_store_id_idx" ON "marketplace_stores"("marketplace", "external_store_id");

CREATE INDEX "marketplace_stores_organization_id_created_at_id_idx" ON "marketplace_stores"("organization_id", "created_at" DESC, "id" DESC);

CREATE UNIQUE INDEX "marketplace_stores_organization_id_id_key" ON "marketplace_stores"("organization_id", "id");

CREATE UNIQUE INDEX "marketplace_stores_organization_id_marketplace_external_sto_key" ON "marketplace_stores"("organization_id", "marketplace", "external_store_id");

CREATE INDEX "marketplace_sync_logs_organization_id_order_id_idx" ON "marketplace_sync_logs"("organization_id", "order_id");

CREATE UNIQUE INDEX "marketplace_sync_logs_store_id_receipt_key" ON "marketplace_sync_logs"("store_id", "receipt");

ALTER TABLE "marketplace_stores" ADD CONSTRAINT "marketplace_stores_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "marketplace_sync_logs" ADD CONSTRAINT "marketplace_sync_logs_organization_id_store_id_fkey" FOREIGN KEY ("organization_id", "store_id") REFERENCES "marketplace_stores"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "marketplace_sync_logs" ADD CONSTRAINT "marketplace_sync_logs_organization_id_order_id_fkey" FOREIGN KEY ("organization_id", "order_id") REFERENCES "orders"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "marketplace_stores"
  ADD CONSTRAINT "marketplace_stores_counts_check" CHECK ("imported_orders" >= 0 AND "rate_limited_count" >= 0 AND "failed_runs" >= 0),
  ADD CONSTRAINT "marketplace_stores_tokens_check" CHECK ("tokens_enc" IS NOT NULL OR "disconnected_at" IS NOT NULL);
ALTER TABLE "marketplace_sync_logs"
  ADD CONSTRAINT "marketplace_sync_logs_success_check" CHECK (
    "status" <> 'success' OR (
      "external_order_id" IS NOT NULL AND "amount_minor" IS NOT NULL AND "currency" IS NOT NULL AND "imported_at" IS NOT NULL
      AND "next_attempt_at" IS NULL AND "claimed_until" IS NULL
    )
  );

-- The scheduler's walk: a store whose last imports all succeeded, with nothing to try again or to look for, is not in it.
CREATE INDEX "marketplace_stores_unsettled_idx" ON "marketplace_stores" ("created_at", "id")
  WHERE "disconnected_at" IS NULL AND ("sync_status" <> 'success' OR "next_attempt_at" IS NOT NULL OR "next_pull_at" IS NOT NULL);
-- The last logs of a store without a look at the table.
CREATE INDEX "marketplace_sync_logs_last_idx" ON "marketplace_sync_logs" ("store_id", "attempted_at" DESC, "id" DESC) INCLUDE ("status");
-- What is tried again, the first to come first.
CREATE INDEX "marketplace_sync_logs_retry_idx" ON "marketplace_sync_logs" ("store_id", "next_attempt_at", "id") WHERE "next_attempt_at" IS NOT NULL;

-- Rows are written two or three times each, and stores with every one of their logs.
ALTER TABLE "marketplace_stores" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

-- What a store says of its logs cannot drift from them, whoever writes: it is written with them. The stores are locked before
-- anything is read, so of two writers the second sees what the first one wrote. Counts move by the difference, for a store may
-- have millions of logs; the rest is read from the two indexes above.
CREATE FUNCTION "sum_up_marketplace_logs"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  store_ids uuid[];
  imported int[];
  limited int[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(store_id), array_agg(i), array_agg(l) INTO store_ids, imported, limited FROM (
      SELECT store_id, count(*) FILTER (WHERE status = 'success') AS i, count(*) FILTER (WHERE status = 'rate_limited') AS l
      FROM written GROUP BY store_id
    ) change;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(store_id), array_agg(-i), array_agg(-l) INTO store_ids, imported, limited FROM (
      SELECT store_id, count(*) FILTER (WHERE status = 'success') AS i, count(*) FILTER (WHERE status = 'rate_limited') AS l
      FROM replaced GROUP BY store_id
    ) change;
  ELSE
    SELECT array_agg(store_id), array_agg(i), array_agg(l) INTO store_ids, imported, limited FROM (
      SELECT store_id, sum(sign) FILTER (WHERE status = 'success') AS i, sum(sign) FILTER (WHERE status = 'rate_limited') AS l
      FROM (SELECT store_id, status, 1 AS sign FROM written UNION ALL SELECT store_id, status, -1 FROM replaced) row
      GROUP BY store_id
    ) change;
  END IF;
  IF store_ids IS NULL THEN RETURN NULL; END IF;

  PERFORM FROM marketplace_stores WHERE id = ANY (store_ids) ORDER BY id FOR NO KEY UPDATE;
  UPDATE marketplace_stores store SET
    imported_orders = store.imported_orders + coalesce(change.imported, 0),
    rate_limited_count = store.rate_limited_count + coalesce(change.limited, 0),
    sync_status = last.sync_status,
    last_sync_at = last.at,
    next_attempt_at = next.at
  FROM unnest(store_ids, imported, limited) AS change (id, imported, limited)
  CROSS JOIN LATERAL (
    SELECT max(attempted_at) AS at, (CASE
      WHEN count(*) = 0 THEN 'pending'
      WHEN bool_and(status IN ('success', 'pending')) AND bool_or(n = 1 AND status = 'success') THEN 'success'
      WHEN bool_and(status <> 'success') AND bool_or(n = 1 AND status = 'failed') THEN 'failed'
      ELSE 'partial'
    END)::store_sync_status AS sync_status
    FROM (
      SELECT status, attempted_at, row_number() OVER (ORDER BY attempted_at DESC, id DESC) AS n
      FROM marketplace_sync_logs WHERE store_id = change.id
      ORDER BY attempted_at DESC, id DESC LIMIT 20
    ) log
  ) last
  CROSS JOIN LATERAL (
    SELECT min(next_attempt_at) AS at FROM marketplace_sync_logs WHERE store_id = change.id AND next_attempt_at IS NOT NULL
  ) next
  WHERE store.id = change.id;
  RETURN NULL;
END $$;

CREATE TRIGGER "marketplace_logs_written" AFTER INSERT ON "marketplace_sync_logs"
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "sum_up_marketplace_logs"();
CREATE TRIGGER "marketplace_logs_changed" AFTER UPDATE ON "marketplace_sync_logs"
  REFERENCING OLD TABLE AS replaced NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "sum_up_marketplace_logs"();
CREATE TRIGGER "marketplace_logs_deleted" AFTER DELETE ON "marketplace_sync_logs"
  REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION "sum_up_marketplace_logs"();

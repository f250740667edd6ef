-- What is pulled from Shopify: as received, and what became of it. Runs of sync jobs get the name that callers know them by.
ALTER TABLE "sync_runs" RENAME TO "sync_jobs";
ALTER TABLE "sync_jobs" RENAME CONSTRAINT "sync_runs_pkey" TO "sync_jobs_pkey";
ALTER TABLE "sync_jobs" RENAME CONSTRAINT "sync_runs_status_check" TO "sync_jobs_status_check";
ALTER TABLE "sync_jobs" RENAME CONSTRAINT "sync_runs_phase_check" TO "sync_jobs_phase_check";
ALTER TABLE "sync_jobs" RENAME CONSTRAINT "sync_runs_request_check" TO "sync_jobs_request_check";
ALTER INDEX "sync_runs_organization_id_name_created_at_idx" RENAME TO "sync_jobs_organization_id_name_created_at_idx";
ALTER INDEX "sync_runs_finished_at_idx" RENAME TO "sync_jobs_finished_at_idx";
ALTER INDEX "sync_runs_organization_id_name_tick_at_key" RENAME TO "sync_jobs_organization_id_name_tick_at_key";
ALTER INDEX "sync_runs_open_key" RENAME TO "sync_jobs_open_key";

ALTER TABLE "sync_jobs"
    ADD COLUMN "mode" TEXT NOT NULL DEFAULT 'full',
    ADD COLUMN "step" TEXT,
    ADD COLUMN "changes" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "sync_jobs" ADD CONSTRAINT "sync_jobs_mode_check" CHECK ("mode" IN ('full', 'incremental'));

CREATE INDEX "sync_jobs_organization_id_name_id_idx" ON "sync_jobs"("organization_id", "name", "id" DESC);

CREATE TABLE "shopify_products" (
    "organization_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "shop_created_at" TIMESTAMPTZ(6) NOT NULL,
    "shop_updated_at" TIMESTAMPTZ(6) NOT NULL,
    "payload" JSONB NOT NULL,
    "read_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_by" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "error" TEXT,
    "product_id" UUID,
    "matched" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shopify_products_pkey" PRIMARY KEY ("integration_id","external_id")
);

CREATE TABLE "shopify_pictures" (
    "organization_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "product_external_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "alt" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "position" INTEGER NOT NULL,

    CONSTRAINT "shopify_pictures_pkey" PRIMARY KEY ("integration_id","product_external_id","external_id")
);

CREATE TABLE "shopify_orders" (
    "organization_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "shop_created_at" TIMESTAMPTZ(6) NOT NULL,
    "shop_updated_at" TIMESTAMPTZ(6) NOT NULL,
    "payload" JSONB NOT NULL,
    "read_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_by" UUID,
    "deleted_at" TIMESTAMPTZ(6),
    "error" TEXT,
    "order_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shopify_orders_pkey" PRIMARY KEY ("integration_id","external_id")
);

CREATE TABLE "shopify_feeds" (
    "organization_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "watermark" TIMESTAMPTZ(6),
    "seen_by" UUID,
    "seen_until" TIMESTAMPTZ(6),
    "full_synced_at" TIMESTAMPTZ(6),
    "synced_at" TIMESTAMPTZ(6),

    CONSTRAINT "shopify_feeds_pkey" PRIMARY KEY ("integration_id","kind")
);

CREATE TABLE "shopify_hints" (
    "organization_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "heard_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shopify_hints_pkey" PRIMARY KEY ("integration_id","kind","external_id")
);

CREATE TABLE "shopify_export_lines" (
    "organization_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "end_byte" BIGINT NOT NULL,
    "external_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "line" TEXT NOT NULL,

    CONSTRAINT "shopify_export_lines_pkey" PRIMARY KEY ("run_id","end_byte")
);

CREATE INDEX "shopify_products_organization_id_product_id_idx" ON "shopify_products"("organization_id", "product_id");
CREATE INDEX "shopify_products_organization_id_integration_id_idx" ON "shopify_products"("organization_id", "integration_id");
CREATE INDEX "shopify_pictures_organization_id_integration_id_idx" ON "shopify_pictures"("organization_id", "integration_id");
CREATE INDEX "shopify_orders_organization_id_order_id_idx" ON "shopify_orders"("organization_id", "order_id");
CREATE INDEX "shopify_orders_organization_id_integration_id_idx" ON "shopify_orders"("organization_id", "integration_id");
CREATE INDEX "shopify_hints_organization_id_integration_id_idx" ON "shopify_hints"("organization_id", "integration_id");
CREATE INDEX "shopify_feeds_organization_id_integration_id_idx" ON "shopify_feeds"("organization_id", "integration_id");

ALTER TABLE "shopify_products" ADD CONSTRAINT "shopify_products_organization_id_integration_id_fkey" FOREIGN KEY ("organization_id", "integration_id") REFERENCES "shopify_integrations"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "shopify_products" ADD CONSTRAINT "shopify_products_organization_id_product_id_fkey" FOREIGN KEY ("organization_id", "product_id") REFERENCES "products"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shopify_pictures" ADD CONSTRAINT "shopify_pictures_organization_id_integration_id_fkey" FOREIGN KEY ("organization_id", "integration_id") REFERENCES "shopify_integrations"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "shopify_orders" ADD CONSTRAINT "shopify_orders_organization_id_integration_id_fkey" FOREIGN KEY ("organization_id", "integration_id") REFERENCES "shopify_integrations"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "shopify_orders" ADD CONSTRAINT "shopify_orders_organization_id_order_id_fkey" FOREIGN KEY ("organization_id", "order_id") REFERENCES "orders"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shopify_feeds" ADD CONSTRAINT "shopify_feeds_organization_id_integration_id_fkey" FOREIGN KEY ("organization_id", "integration_id") REFERENCES "shopify_integrations"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "shopify_hints" ADD CONSTRAINT "shopify_hints_organization_id_integration_id_fkey" FOREIGN KEY ("organization_id", "integration_id") REFERENCES "shopify_integrations"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE shopify_hints ADD CONSTRAINT shopify_hints_kind_check CHECK (kind IN ('products', 'orders'));
ALTER TABLE shopify_feeds ADD CONSTRAINT shopify_feeds_kind_check CHECK (kind IN ('products', 'orders'));

-- What could not be brought over, for the page that lists it.
CREATE INDEX shopify_products_error_idx ON shopify_products (integration_id, external_id) WHERE error IS NOT NULL;
CREATE INDEX shopify_orders_error_idx ON shopify_orders (integration_id, external_id) WHERE error IS NOT NULL;
-- An export's roots in the order of the file, and what belongs to each, wherever in the file it stood.
CREATE INDEX shopify_export_roots_idx ON shopify_export_lines (run_id, end_byte) WHERE parent_id IS NULL;
CREATE INDEX shopify_export_children_idx ON shopify_export_lines (run_id, parent_id, end_byte) WHERE parent_id IS NOT NULL;
-- A run marks what it saw: rows are changed in place.
ALTER TABLE shopify_products SET (fillfactor = 85);
ALTER TABLE shopify_orders SET (fillfactor = 85);

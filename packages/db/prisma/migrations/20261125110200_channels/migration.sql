-- Orders of channels, what they sold that we do not have, and what their stores are told of our stock.
CREATE TABLE "channel_orders" (
    "order_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "store_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "external_number" TEXT NOT NULL,
    "line_ids" JSONB NOT NULL,
    "channel_updated_at" TIMESTAMPTZ(6) NOT NULL,
    "imported_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "channel_orders_pkey" PRIMARY KEY ("order_id")
);

CREATE TABLE "channel_shortfalls" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "missing_quantity" INTEGER NOT NULL,
    "external_listing_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "resolved_at" TIMESTAMPTZ(6),
    "resolution" TEXT,

    CONSTRAINT "channel_shortfalls_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "channel_listings" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "store_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "external_ids" JSONB NOT NULL DEFAULT '{}',
    "sku" TEXT,
    "variant_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "pushed_revision" INTEGER NOT NULL DEFAULT 0,
    "last_pushed_quantity" INTEGER,
    "pushed_at" TIMESTAMPTZ(6),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_listings_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "channel_stock_marks" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,

    CONSTRAINT "channel_stock_marks_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "channel_pushes" (
    "organization_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "store_id" UUID NOT NULL,
    "token" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(6),
    "next_push_at" TIMESTAMPTZ(6),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "last_pushed_at" TIMESTAMPTZ(6),

    CONSTRAINT "channel_pushes_pkey" PRIMARY KEY ("organization_id","channel","store_id")
);

-- A line of what is not known here points to nothing; what is missing of it cannot be shipped.
ALTER TABLE "order_lines" ALTER COLUMN "variant_id" DROP NOT NULL;
ALTER TABLE "order_lines" ALTER COLUMN "product_id" DROP NOT NULL;
ALTER TABLE "order_lines" ALTER COLUMN "location_id" DROP NOT NULL;
ALTER TABLE "order_lines" ADD COLUMN "missing_quantity" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "order_lines" ADD COLUMN "dropped_quantity" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "stock_ledger" ADD COLUMN "origin_store_id" UUID;

CREATE UNIQUE INDEX "channel_orders_organization_id_channel_store_id_external_id_key" ON "channel_orders"("organization_id", "channel", "store_id", "external_id");
CREATE UNIQUE INDEX "channel_orders_organization_id_order_id_key" ON "channel_orders"("organization_id", "order_id");
CREATE INDEX "channel_shortfalls_organization_id_order_id_idx" ON "channel_shortfalls"("organization_id", "order_id");
CREATE UNIQUE INDEX "channel_shortfalls_organization_id_id_key" ON "channel_shortfalls"("organization_id", "id");
CREATE UNIQUE INDEX "channel_shortfalls_organization_id_order_line_id_key" ON "channel_shortfalls"("organization_id", "order_line_id");
CREATE INDEX "channel_listings_organization_id_variant_id_idx" ON "channel_listings"("organization_id", "variant_id");
CREATE INDEX "channel_listings_organization_id_channel_store_id_sku_idx" ON "channel_listings"("organization_id", "channel", "store_id", "sku");
CREATE INDEX "channel_listings_organization_id_channel_store_id_id_idx" ON "channel_listings"("organization_id", "channel", "store_id", "id");
CREATE UNIQUE INDEX "channel_listings_organization_id_id_key" ON "channel_listings"("organization_id", "id");
CREATE UNIQUE INDEX "channel_listings_organization_id_channel_store_id_external__key" ON "channel_listings"("organization_id", "channel", "store_id", "external_id");

ALTER TABLE "channel_orders" ADD CONSTRAINT "channel_orders_organization_id_order_id_fkey" FOREIGN KEY ("organization_id", "order_id") REFERENCES "orders"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "channel_shortfalls" ADD CONSTRAINT "channel_shortfalls_organization_id_order_line_id_fkey" FOREIGN KEY ("organization_id", "order_line_id") REFERENCES "order_lines"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "channel_listings" ADD CONSTRAINT "channel_listings_organization_id_variant_id_fkey" FOREIGN KEY ("organization_id", "variant_id") REFERENCES "variants"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "order_lines"
  ADD CONSTRAINT "order_lines_known_check" CHECK (("variant_id" IS NULL) = ("product_id" IS NULL) AND ("variant_id" IS NULL) = ("location_id" IS NULL)),
  ADD CONSTRAINT "order_lines_missing_check" CHECK ("missing_quantity" >= 0 AND "dropped_quantity" >= 0 AND "shipped_quantity" + "missing_quantity" + "dropped_quantity" <= "quantity");

ALTER TABLE "channel_shortfalls"
  ADD CONSTRAINT "channel_shortfalls_kind_check" CHECK ("kind" IN ('out_of_stock', 'unknown_sku')),
  ADD CONSTRAINT "channel_shortfalls_missing_check" CHECK ("missing_quantity" > 0),
  ADD CONSTRAINT "channel_shortfalls_resolution_check" CHECK ("resolution" IN ('allocated', 'not_stocked', 'dropped', 'shipped', 'cancelled')),
  ADD CONSTRAINT "channel_shortfalls_resolved_check" CHECK (("resolved_at" IS NULL) = ("resolution" IS NULL));
CREATE INDEX "channel_shortfalls_open_idx" ON "channel_shortfalls"("organization_id", "created_at", "id") WHERE "resolved_at" IS NULL;

CREATE INDEX "channel_listings_due_idx" ON "channel_listings"("organization_id", "channel", "store_id", "id") WHERE "revision" > "pushed_revision";
CREATE INDEX "channel_listings_refused_idx" ON "channel_listings"("organization_id") WHERE "error" IS NOT NULL;
CREATE INDEX "channel_pushes_due_idx" ON "channel_pushes"("next_push_at") WHERE "next_push_at" IS NOT NULL;
-- Passes through: rows live for a second.
ALTER TABLE "channel_stock_marks" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Every change of stock has a row in the ledger, so this is where none can be missed, whoever writes it.
CREATE FUNCTION mark_listed_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO channel_stock_marks (organization_id, listing_id)
  SELECT listing.organization_id, listing.id
  FROM written JOIN channel_listings listing
    ON listing.organization_id = written.organization_id AND listing.variant_id = written.variant_id
  WHERE written.delta_on_hand <> written.delta_reserved AND listing.store_id IS DISTINCT FROM written.origin_store_id;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_ledger_mark_listed AFTER INSERT ON stock_ledger
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION mark_listed_stock();

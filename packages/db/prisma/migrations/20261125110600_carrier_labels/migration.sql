CREATE TYPE "label_kind" AS ENUM ('outbound', 'return');

CREATE TYPE "label_state" AS ENUM ('asked', 'bought', 'unknown', 'refused', 'cancelled');

ALTER TABLE "carts" ADD COLUMN "pickup_point" JSONB;

ALTER TABLE "orders" ADD COLUMN "pickup_point" JSONB;

ALTER TABLE "locations" ADD COLUMN "address" JSONB;

ALTER TABLE "shipping_methods"
  ADD COLUMN "service" TEXT,
  ADD COLUMN "pickup" BOOLEAN NOT NULL DEFAULT false;

-- What the carrier calls a parcel is now in its label.
DROP INDEX "shipments_carrier_external_id_key";

ALTER TABLE "shipments"
  DROP COLUMN "external_id",
  ADD COLUMN "parcel_status" TEXT,
  ADD COLUMN "track_after" TIMESTAMPTZ(6);

CREATE TABLE "carrier_labels" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "shipment_id" UUID NOT NULL,
    "kind" "label_kind" NOT NULL DEFAULT 'outbound',
    "state" "label_state" NOT NULL DEFAULT 'asked',
    "carrier" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "weight_grams" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "ships" BOOLEAN NOT NULL DEFAULT false,
    "external_id" TEXT,
    "tracking_number" TEXT,
    "label_ref" TEXT,
    "problem" TEXT,
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "settle_after" TIMESTAMPTZ(6),
    "bought_at" TIMESTAMPTZ(6),
    "cancelled_at" TIMESTAMPTZ(6),

    CONSTRAINT "carrier_labels_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "label_files" (
    "label_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "content_type" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_files_pkey" PRIMARY KEY ("label_id")
);

CREATE TABLE "tracking_steps" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "shipment_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "place" TEXT,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tracking_steps_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "carrier_labels_organization_id_shipment_id_idx" ON "carrier_labels"("organization_id", "shipment_id");

CREATE UNIQUE INDEX "carrier_labels_organization_id_id_key" ON "carrier_labels"("organization_id", "id");

CREATE UNIQUE INDEX "carrier_labels_carrier_reference_key" ON "carrier_labels"("carrier", "reference");

CREATE UNIQUE INDEX "label_files_organization_id_label_id_key" ON "label_files"("organization_id", "label_id");

CREATE INDEX "tracking_steps_organization_id_shipment_id_occurred_at_idx" ON "tracking_steps"("organization_id", "shipment_id", "occurred_at");

CREATE UNIQUE INDEX "tracking_steps_shipment_id_status_occurred_at_key" ON "tracking_steps"("shipment_id", "status", "occurred_at");

ALTER TABLE "carrier_labels" ADD CONSTRAINT "carrier_labels_organization_id_shipment_id_fkey"
  FOREIGN KEY ("organization_id", "shipment_id") REFERENCES "shipments"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "label_files" ADD CONSTRAINT "label_files_organization_id_label_id_fkey"
  FOREIGN KEY ("organization_id", "label_id") REFERENCES "carrier_labels"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "tracking_steps" ADD CONSTRAINT "tracking_steps_organization_id_shipment_id_fkey"
  FOREIGN KEY ("organization_id", "shipment_id") REFERENCES "shipments"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE carrier_labels
  ADD CONSTRAINT carrier_labels_weight_check CHECK (weight_grams > 0),
  ADD CONSTRAINT carrier_labels_bought_check CHECK (state <> 'bought' OR tracking_number IS NOT NULL);

ALTER TABLE label_files
  ADD CONSTRAINT label_files_size_check CHECK (octet_length(bytes) BETWEEN 1 AND 2097152),
  ADD CONSTRAINT label_files_content_type_check CHECK (content_type = 'application/pdf');

-- However many people press at once, a parcel has one label that may be paid for.
CREATE UNIQUE INDEX carrier_labels_live_key ON carrier_labels (shipment_id)
  WHERE kind = 'outbound' AND state IN ('asked', 'bought', 'unknown');

CREATE INDEX carrier_labels_settle_idx ON carrier_labels (settle_after) WHERE settle_after IS NOT NULL;

CREATE INDEX carrier_labels_unknown_idx ON carrier_labels (organization_id, id) WHERE state = 'unknown';

CREATE INDEX shipments_on_the_way_idx ON shipments (organization_id, carrier) WHERE track_after IS NOT NULL;

CREATE INDEX shipments_track_idx ON shipments (carrier, track_after) WHERE track_after IS NOT NULL;

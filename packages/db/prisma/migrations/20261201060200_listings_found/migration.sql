-- A store's listings are looked for by our SKUs, now and then.
ALTER TABLE "marketplace_stores" ADD COLUMN "listings_cursor" TEXT,
ADD COLUMN "next_listings_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;

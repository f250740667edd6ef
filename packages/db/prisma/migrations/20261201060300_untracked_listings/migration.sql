-- What a store keeps no count of is not told how many there are.
ALTER TABLE "channel_listings" ADD COLUMN "stock_kept" BOOLEAN NOT NULL DEFAULT true;

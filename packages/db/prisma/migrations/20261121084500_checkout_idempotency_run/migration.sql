-- The id under which a key's work writes what it makes, kept when the work is taken over after a crash.
ALTER TABLE "idempotency_keys" ADD COLUMN "run_id" UUID NOT NULL;

-- An order is found by the beginning of its number, as people type it.
CREATE INDEX orders_number_text_idx ON orders (organization_id, (number::text) text_pattern_ops);

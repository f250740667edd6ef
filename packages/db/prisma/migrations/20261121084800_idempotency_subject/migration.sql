-- The id of what a call makes is chosen with its key, so that a call repeated after a crash makes the same thing.
ALTER TABLE "idempotency_keys" ADD COLUMN "subject_id" UUID NOT NULL;

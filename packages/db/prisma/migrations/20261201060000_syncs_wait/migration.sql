-- A run whose source is away waits for it, and goes on where it was.
ALTER TABLE "sync_jobs" ADD COLUMN "away_since" TIMESTAMPTZ(6),
ADD COLUMN "next_try_at" TIMESTAMPTZ(6);

-- Which thing a delivery is about: deliveries about one order leave one after another, in the order of its events.
ALTER TABLE "callback_deliveries" ADD COLUMN "aggregate_id" UUID;

-- How often a job was running when its worker died.
CREATE TABLE "job_crashes" (
    "job_id" BIGINT NOT NULL,
    "crashes" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_crashes_pkey" PRIMARY KEY ("job_id")
);

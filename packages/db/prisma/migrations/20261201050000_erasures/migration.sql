-- CreateEnum
CREATE TYPE "erasure_state" AS ENUM ('running', 'waiting', 'done');

-- CreateTable
CREATE TABLE "erasures" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "state" "erasure_state" NOT NULL DEFAULT 'running',
    "sealed_person" BYTEA,
    "cursor" JSONB,
    "erased" JSONB NOT NULL DEFAULT '{}',
    "next_round_at" TIMESTAMPTZ(6),
    "request_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "erasures_organization_id_id_idx" ON "erasures"("organization_id", "id" DESC);

-- CreateIndex
CREATE INDEX "erasures_organization_id_customer_id_idx" ON "erasures"("organization_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "erasures_organization_id_id_key" ON "erasures"("organization_id", "id");

-- AddForeignKey
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One at a time: asking twice is one request.
CREATE UNIQUE INDEX erasures_open_key ON erasures (organization_id, customer_id) WHERE state <> 'done';

-- Who the person is, is known as long as they are being erased, and not a moment longer.
ALTER TABLE erasures ADD CONSTRAINT erasures_done_forgets CHECK (state <> 'done' OR sealed_person IS NULL);

-- Both stay append-only, but for the words in which somebody is named who is to be forgotten: an erasure says in its transaction
-- that it is one, and may change nothing else of the row.
CREATE FUNCTION refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('cartwright.erasing', true) = 'on'
     AND to_jsonb(NEW) - TG_ARGV[0] = to_jsonb(OLD) - TG_ARGV[0] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER audit_log_append_only ON audit_log;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure('data');
DROP TRIGGER stock_ledger_append_only ON stock_ledger;
CREATE TRIGGER stock_ledger_append_only BEFORE UPDATE OR DELETE ON stock_ledger
  FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasure('note');

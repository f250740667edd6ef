ALTER TABLE "webhook_inbox"
  ADD COLUMN "organization_id" UUID,
  ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;

-- Until now nothing said whose a message is. Instances were made for one store: the first.
UPDATE webhook_inbox SET organization_id = (SELECT id FROM organizations ORDER BY created_at, id LIMIT 1);

ALTER TABLE "webhook_inbox" ALTER COLUMN "organization_id" SET NOT NULL;

ALTER TABLE "webhook_inbox" ADD CONSTRAINT "webhook_inbox_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE INDEX "webhook_inbox_organization_id_id_idx" ON "webhook_inbox"("organization_id", "id" DESC);

CREATE INDEX "webhook_inbox_organization_id_source_id_idx" ON "webhook_inbox"("organization_id", "source", "id" DESC);

-- Nearly every message is processed: the list of the others must not have to pass over those.
CREATE INDEX webhook_inbox_unprocessed_idx ON webhook_inbox (organization_id, state, id DESC) WHERE state <> 'processed';

CREATE INDEX webhook_inbox_external_id_idx ON webhook_inbox (organization_id, external_id text_pattern_ops);

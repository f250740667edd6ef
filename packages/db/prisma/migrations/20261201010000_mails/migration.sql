-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'refused');

-- CreateTable
CREATE TABLE "mails" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "sealed_body" BYTEA,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(6),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mails_organization_id_created_at_id_idx" ON "mails"("organization_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "mails_organization_id_recipient_idx" ON "mails"("organization_id", "recipient");

-- CreateIndex
CREATE INDEX "mails_created_at_idx" ON "mails"("created_at");

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was sent has no words any more; what was not still has them.
ALTER TABLE mails ADD CONSTRAINT mails_words_check CHECK ((state = 'sent') = (sealed_body IS NULL));

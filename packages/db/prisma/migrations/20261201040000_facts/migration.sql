-- CreateTable
CREATE TABLE "facts" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "head" TEXT NOT NULL,
    "tail" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "set_by_type" TEXT NOT NULL,
    "set_by_id" TEXT,
    "set_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "facts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "facts_organization_id_key_key" ON "facts"("organization_id", "key");

-- AddForeignKey
ALTER TABLE "facts" ADD CONSTRAINT "facts_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Patterns are read in the order of bytes, whatever the database's language.
CREATE INDEX "facts_by_key_idx" ON "facts"("organization_id", "key" COLLATE "C");
CREATE INDEX "facts_by_ends_idx" ON "facts"("organization_id", "head", "tail", "key" COLLATE "C");
CREATE INDEX "facts_expires_at_idx" ON "facts"("expires_at") WHERE "expires_at" IS NOT NULL;
ALTER TABLE "facts" ADD CONSTRAINT "facts_key_form" CHECK ("key" ~ '^[A-Za-z0-9._-]+(:[A-Za-z0-9._-]+)*$');

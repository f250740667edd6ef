-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "created_by" UUID;

-- DropIndex
DROP INDEX "api_keys_organization_id_created_at_idx";

-- CreateIndex
CREATE INDEX "api_keys_organization_id_created_at_id_idx" ON "api_keys"("organization_id", "created_at" DESC, "id" DESC);

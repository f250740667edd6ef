-- AlterTable
ALTER TABLE "order_lines" ADD COLUMN     "cancelled_quantity" INTEGER NOT NULL DEFAULT 0;

-- What has left, is missing, and will not leave any more, are together never more than was ordered.
ALTER TABLE order_lines
  DROP CONSTRAINT order_lines_missing_check,
  ADD CONSTRAINT order_lines_missing_check CHECK (missing_quantity >= 0 AND dropped_quantity >= 0 AND cancelled_quantity >= 0
    AND shipped_quantity + missing_quantity + dropped_quantity + cancelled_quantity <= quantity);

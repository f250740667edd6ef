-- AlterTable
ALTER TABLE "order_lines" ADD COLUMN     "cancelled_quantity" INTEGER NOT NULL DEFAULT 0;

-- What will not leave any more, and what has left, are never more than was ordered.
ALTER TABLE order_lines
  ADD CONSTRAINT order_lines_cancelled_check CHECK (cancelled_quantity >= 0 AND shipped_quantity + cancelled_quantity <= quantity);

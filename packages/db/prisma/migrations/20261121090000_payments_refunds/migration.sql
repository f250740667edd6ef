-- A refund asked for twice is one refund.
ALTER TABLE "refunds" ADD COLUMN "request_key" TEXT NOT NULL;
CREATE UNIQUE INDEX "refunds_order_id_request_key_key" ON "refunds"("order_id", "request_key");

-- A shopper who paid two sessions of one order has paid more than its total. That must be written down to be paid back,
-- so what was captured may pass the total; what was refunded may never pass what was captured.
ALTER TABLE orders DROP CONSTRAINT orders_refund_check;
ALTER TABLE orders ADD CONSTRAINT orders_refund_check CHECK (refunded_minor >= 0 AND refunded_minor <= captured_minor);

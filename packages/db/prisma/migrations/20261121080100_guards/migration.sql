-- What must never be, whoever writes: Prisma's schema language has no words for these.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Customers: one guest per organization and address.
CREATE UNIQUE INDEX customers_guest_email_key ON customers (organization_id, email) WHERE user_id IS NULL;

-- Catalogue
ALTER TABLE variants
  ADD CONSTRAINT variants_price_check CHECK (price_minor >= 0),
  ADD CONSTRAINT variants_compare_at_check CHECK (compare_at_minor IS NULL OR compare_at_minor >= 0),
  ADD CONSTRAINT variants_threshold_check CHECK (low_stock_threshold IS NULL OR low_stock_threshold >= 0);
CREATE INDEX products_title_trgm_idx ON products USING gin (title gin_trgm_ops);
CREATE INDEX variants_sku_trgm_idx ON variants USING gin (sku gin_trgm_ops);

-- Stock
CREATE UNIQUE INDEX locations_default_key ON locations (organization_id) WHERE is_default;
ALTER TABLE stock_balances
  ADD CONSTRAINT stock_balances_on_hand_check CHECK (on_hand >= 0),
  ADD CONSTRAINT stock_balances_reserved_check CHECK (reserved >= 0 AND reserved <= on_hand);
ALTER TABLE stock_ledger
  ADD CONSTRAINT stock_ledger_moves_check CHECK (delta_on_hand <> 0 OR delta_reserved <> 0);
-- Hot rows are updated in place: room on the page keeps the index out of it.
ALTER TABLE stock_balances SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Carts
ALTER TABLE cart_lines ADD CONSTRAINT cart_lines_quantity_check CHECK (quantity BETWEEN 1 AND 999);

-- Orders
ALTER SEQUENCE orders_number_seq RESTART WITH 1001;
ALTER TABLE orders
  ADD CONSTRAINT orders_total_check CHECK (subtotal_minor + shipping_minor + tax_minor - discount_minor = total_minor),
  ADD CONSTRAINT orders_amounts_check CHECK (
    subtotal_minor >= 0 AND shipping_minor >= 0 AND tax_minor >= 0 AND discount_minor >= 0
    AND tax_included_minor >= 0 AND total_minor >= 0
  ),
  ADD CONSTRAINT orders_refund_check CHECK (refunded_minor >= 0 AND refunded_minor <= captured_minor AND captured_minor <= total_minor);
CREATE INDEX orders_payment_due_idx ON orders (payment_due_at) WHERE status = 'pending' AND payment_due_at IS NOT NULL;
CREATE INDEX orders_email_trgm_idx ON orders USING gin (email gin_trgm_ops);
ALTER TABLE order_lines
  ADD CONSTRAINT order_lines_quantity_check CHECK (quantity > 0),
  ADD CONSTRAINT order_lines_total_check CHECK (unit_price_minor >= 0 AND discount_minor >= 0 AND total_minor >= 0 AND unit_price_minor * quantity - discount_minor = total_minor),
  ADD CONSTRAINT order_lines_shipped_check CHECK (shipped_quantity BETWEEN 0 AND quantity),
  ADD CONSTRAINT order_lines_refunded_check CHECK (refunded_quantity BETWEEN 0 AND quantity);

-- Payments
ALTER TABLE payments
  ADD CONSTRAINT payments_amounts_check CHECK (0 <= refunded_minor AND refunded_minor <= captured_minor AND captured_minor <= amount_minor);
CREATE INDEX payments_open_idx ON payments (created_at) WHERE state IN ('created', 'pending');
ALTER TABLE refunds ADD CONSTRAINT refunds_amount_check CHECK (amount_minor > 0);
CREATE INDEX refunds_open_idx ON refunds (created_at) WHERE state = 'pending';
ALTER TABLE shipment_lines ADD CONSTRAINT shipment_lines_quantity_check CHECK (quantity > 0);
ALTER TABLE shipping_methods ADD CONSTRAINT shipping_methods_price_check CHECK (price_minor >= 0 AND (free_over_minor IS NULL OR free_over_minor >= 0));

-- Events
ALTER TABLE outbox ADD CONSTRAINT outbox_payload_check CHECK (octet_length(payload::text) < 20480);
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE SEQUENCE event_log_seq;

-- Callbacks
CREATE INDEX callback_deliveries_due_idx ON callback_deliveries (endpoint_id, next_attempt_at) WHERE state IN ('pending', 'retrying', 'sending');
ALTER TABLE callback_deliveries SET (fillfactor = 80);

-- Webhooks
CREATE INDEX webhook_inbox_received_idx ON webhook_inbox (received_at) WHERE state = 'received';

-- Audit: append-only, also for us.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stock_ledger_append_only BEFORE UPDATE OR DELETE ON stock_ledger FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Rate limits: counters that a crash may lose, in a table that writes no WAL.
CREATE UNLOGGED TABLE rate_limits (
  key text PRIMARY KEY,
  window_start timestamptz NOT NULL,
  hits integer NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX rate_limits_window_idx ON rate_limits (window_start);

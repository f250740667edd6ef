import type { TestShop } from "@cartwright/core/testing";

/** Orders with all that hangs on them, but for ids, times of ours, and what one shelf had for the other. */
export async function readChannelOrders({
  db,
  organizationId,
}: Pick<TestShop, "db" | "organizationId">): Promise<object[]> {
  return db.prisma.$queryRaw<object[]>`
    select c.external_id, c.external_number, o.status::text, o.payment_status::text, o.fulfillment_status::text, o.email, o.phone,
      o.currency, o.subtotal_minor, o.discount_minor, o.shipping_minor, o.tax_minor, o.tax_included_minor, o.total_minor,
      o.captured_minor, o.refunded_minor, o.payment_method, o.shipping_address, o.shipping_title, o.placed_at,
      (select jsonb_agg(jsonb_build_array(l.position, l.sku, l.title, l.variant_title, l.quantity, l.unit_price_minor,
        l.discount_minor, l.total_minor, l.tax_included_minor, l.shipped_quantity, l.refunded_quantity, l.dropped_quantity)
        order by l.position) from order_lines l where l.order_id = o.id) as lines,
      (select jsonb_agg(jsonb_build_array(p.provider, p.state, p.amount_minor, p.captured_minor, p.refunded_minor))
        from payments p where p.order_id = o.id) as payments,
      (select jsonb_agg(jsonb_build_array(r.state, r.amount_minor, r.reason, r.request_key)) from refunds r where r.order_id = o.id)
        as refunds,
      (select jsonb_agg(jsonb_build_array(s.carrier, s.state, s.tracking_number)) from shipments s where s.order_id = o.id)
        as shipments
    from channel_orders c join orders o on o.id = c.order_id
    where c.organization_id = ${organizationId}::uuid order by c.external_id`;
}

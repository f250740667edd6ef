import type { TestShop } from "@cartwright/core/testing";

/** Products with their variants, pictures and stock, but for ids and times of ours. */
export async function readProducts({ db, organizationId }: Pick<TestShop, "db" | "organizationId">): Promise<object[]> {
  return db.prisma.$queryRaw<object[]>`
    select r.external_id, p.slug, p.title, p.description, p.status::text, p.currency, p.min_price_minor, p.max_price_minor,
      (select jsonb_agg(jsonb_build_array(o.position, o.name, o.values) order by o.position)
        from product_options o where o.product_id = p.id) as options,
      (select jsonb_agg(jsonb_build_array(v.position, v.sku, v.options, v.price_minor, v.compare_at_minor, v.weight_grams,
        v.archived_at is not null, b.on_hand) order by v.position)
        from variants v left join stock_balances b on b.variant_id = v.id where v.product_id = p.id) as variants,
      (select jsonb_agg(jsonb_build_array(l.external_id, l.sku, l.external_ids) order by l.external_id)
        from channel_listings l join variants v on v.id = l.variant_id where v.product_id = p.id) as listings,
      (select jsonb_agg(jsonb_build_array(s.position, s.url, s.alt) order by s.position)
        from shopify_pictures s where s.integration_id = r.integration_id and s.product_external_id = r.external_id) as pictures
    from shopify_products r join products p on p.id = r.product_id
    where r.organization_id = ${organizationId}::uuid order by r.external_id`;
}

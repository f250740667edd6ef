/** What a person's rows and traces are found by: ids of rows, and addresses. */
export interface PersonIds {
  readonly customers: readonly string[];
  readonly users: readonly string[];
  readonly orders: readonly string[];
  readonly carts: readonly string[];
  readonly shipments: readonly string[];
  readonly labels: readonly string[];
  readonly emails: readonly string[];
  /** Shopify's ids, as `gid://shopify/Order/1`. */
  readonly shopifyOrders: readonly string[];
  /** Shopify's numbers of customers. */
  readonly shopifyCustomers: readonly string[];
}

/**
 * What takes the place of a value. `null` and `empty` are what they say; `email` is an address that nobody has, another for each row;
 * `token` a new secret, so that old links end; `address` keeps the country, which tax was paid in; `object` is `{}`.
 */
export type Replacement = "null" | "empty" | "email" | "token" | "address" | "object" | "shopifyOrder";

/** What one table knows of people. Columns are named as in the database; lists of them are separated by blanks. */
export interface TableOfPeople {
  /** Its primary key. */
  readonly key: string;
  /** Which rows are a person's: a column, and the ids that it may hold. */
  readonly of?: Readonly<Record<string, keyof PersonIds>>;
  /** What takes the place of what in rows that are a person's. */
  readonly own?: Readonly<Record<string, Replacement>>;
  /** Columns of rows that go as a whole with the person whose they are. */
  readonly gone?: string;
  /** Texts, payloads and bodies in which anybody may be named: whoever is forgotten is struck out there. */
  readonly mentions?: string;
  /** Nothing about a person, or nothing without another row that is erased: words of the code, ids, hashes, what staff set up. */
  readonly plain?: string;
  /** Secrets, which are handed to nobody, the person included. */
  readonly withheld?: string;
  /** Whose a row is, where no `organization_id` says so; `$1` is the organization. Null: everybody's. */
  readonly tenant?: string | null;
  /** What else changes in a row in which somebody was struck out. */
  readonly also?: string;
}

const jobTenant = "coalesce(organization_id, $1::uuid) = $1::uuid";

/**
 * Every column of every table that can hold a text, with what becomes of it when somebody is forgotten, and so with what a person is
 * handed who asks what is known of them. A test holds this against the database: whoever adds a column says here what it is.
 */
export const personalData: Readonly<Record<string, TableOfPeople>> = {
  // People and what they bought.
  customers: { key: "id", of: { id: "customers" }, own: { email: "email", name: "null", phone: "null" } },
  orders: {
    key: "id",
    of: { id: "orders" },
    own: { email: "email", phone: "null", shipping_address: "address", pickup_point: "null", access_token: "token" },
    mentions: "cancel_reason hold_reason",
    plain: "channel currency payment_method shipping_method shipping_title request_id",
    withheld: "access_token",
  },
  order_lines: { key: "id", of: { order_id: "orders" }, plain: "sku title variant_title" },
  order_tags: { key: "order_id tag", of: { order_id: "orders" }, plain: "tag" },
  payments: {
    key: "id",
    of: { order_id: "orders" },
    own: { redirect_url: "null" },
    plain: "provider currency provider_session_id provider_payment_id failure_code",
    withheld: "redirect_url",
  },
  refunds: {
    key: "id",
    of: { order_id: "orders" },
    mentions: "reason",
    plain: "currency request_key lines provider_refund_id failure_code",
  },
  shipments: { key: "id", of: { id: "shipments" }, plain: "carrier tracking_number parcel_status" },
  carrier_labels: {
    key: "id",
    of: { shipment_id: "shipments" },
    own: { label_ref: "null" },
    mentions: "problem",
    plain: "carrier service reference external_id tracking_number",
    withheld: "label_ref",
  },
  label_files: { key: "label_id", of: { label_id: "labels" }, gone: "bytes content_type sha256", withheld: "bytes" },
  tracking_steps: { key: "id", of: { shipment_id: "shipments" }, own: { place: "null" }, plain: "status code" },
  carts: {
    key: "id",
    of: { id: "carts" },
    own: { email: "null", shipping_address: "null", pickup_point: "null", token: "token" },
    plain: "currency shipping_method_code",
    withheld: "token",
  },
  mails: {
    key: "id",
    of: { recipient: "emails" },
    gone: "recipient subject sealed_body failure",
    plain: "kind",
    withheld: "sealed_body",
  },
  account_links: {
    key: "id",
    of: { email: "emails", user_id: "users" },
    gone: "email sealed_wish secret_hash",
    withheld: "sealed_wish secret_hash",
  },
  sessions: { key: "id", of: { user_id: "users" }, gone: "address user_agent", tenant: null },
  recovery_codes: { key: "user_id hash", of: { user_id: "users" }, gone: "hash", withheld: "hash", tenant: null },
  second_factors: {
    key: "user_id",
    of: { user_id: "users" },
    gone: "sealed_secret",
    withheld: "sealed_secret",
    tenant: null,
  },
  user_identities: { key: "provider subject", of: { user_id: "users" }, gone: "provider subject", tenant: null },
  users: {
    key: "id",
    of: { id: "users" },
    own: { email: "email", name: "empty", password_hash: "null" },
    withheld: "password_hash",
    tenant: null,
  },
  shopify_orders: {
    key: "integration_id external_id",
    of: { external_id: "shopifyOrders" },
    own: { payload: "shopifyOrder" },
    mentions: "payload error",
    plain: "external_id",
  },
  shopify_privacy_requests: {
    key: "id",
    of: { customer_id: "shopifyCustomers" },
    mentions: "result",
    plain: "customer_id order_ids message_id",
  },
  // What was told, and what was tried: everybody may be named there.
  outbox: { key: "id", mentions: "payload", plain: "aggregate_type type trace" },
  event_log: { key: "seq", mentions: "payload", plain: "aggregate_type type trace" },
  subscriber_events: { key: "subscriber seq", mentions: "last_error", plain: "subscriber" },
  callback_deliveries: { key: "id", mentions: "body last_error", plain: "event_type trace" },
  callback_attempts: {
    key: "delivery_id attempt",
    mentions: "request_headers response_headers response_body",
    plain: "error_code",
    tenant: "delivery_id in (select id from callback_deliveries where organization_id = $1::uuid)",
  },
  webhook_inbox: {
    key: "id",
    mentions: "raw headers error",
    plain: "source account_id external_id event_key topic request_id",
    // What had yet to be applied has nothing to say any more.
    also: "state = case when state = 'received' then 'ignored' else state end",
  },
  idempotency_keys: {
    key: "scope key",
    mentions: "response_body",
    plain: "scope key fingerprint",
    tenant: "split_part(scope, ':', 1) = $1::text",
  },
  "graphile_worker._private_jobs": {
    key: "id",
    mentions: "payload last_error",
    plain: "key locked_by flags",
    tenant: "coalesce(payload->>'organizationId', $1::text) = $1::text",
  },
  job_runs: {
    key: "job_id finished_at",
    mentions: "payload error stack",
    plain: "task job_key queue outcome worker_id request_id",
    tenant: jobTenant,
  },
  job_lines: { key: "job_id attempt n at", mentions: "line", tenant: jobTenant },
  dead_letters: {
    key: "id",
    mentions: "payload error resolution",
    plain: "kind name ref cause",
    tenant: jobTenant,
  },
  job_schedules: { key: "id", mentions: "payload", plain: "name job cron time_zone", tenant: jobTenant },
  sync_jobs: {
    key: "id",
    mentions: "samples changes error_message",
    plain: "name status mode phase cursor step request request_id",
  },
  shopify_export_lines: { key: "run_id end_byte", mentions: "line", plain: "external_id parent_id" },
  marketplace_sync_logs: { key: "id", mentions: "error", plain: "receipt external_order_id currency" },
  rules: { key: "id", mentions: "name definition" },
  rule_versions: { key: "rule_id version", mentions: "name definition", plain: "saved_by_type saved_by_id" },
  rule_runs: { key: "id", mentions: "results", plain: "event_type aggregate_type" },
  rule_firings: { key: "rule_id run_id", mentions: "effects", plain: "outcome event_type aggregate_type" },
  rule_timers: { key: "id", mentions: "event" },
  facts: { key: "id", mentions: "value", plain: "key head tail set_by_type set_by_id" },
  audit_log: {
    key: "id",
    mentions: "data",
    plain: "actor_type actor_id action subject_type request_id address hash data_hash",
  },
  audit_heads: { key: "organization_id", plain: "hash" },
  stock_ledger: { key: "id", mentions: "note", plain: "reason ref" },
  // What the shop is and sells, how it is set up, and how it runs.
  organizations: { key: "id", plain: "slug name currency time_zone" },
  members: { key: "id", plain: "permissions" },
  invitations: {
    key: "id",
    of: { email: "emails" },
    gone: "email secret_hash permissions",
    withheld: "secret_hash",
  },
  api_keys: { key: "id", plain: "name prefix hash scopes" },
  erasures: { key: "id", plain: "sealed_person cursor erased request_id" },
  locations: { key: "id", plain: "name address" },
  products: { key: "id", plain: "slug title description details currency" },
  product_options: { key: "id", plain: "name values" },
  variants: { key: "id", plain: "sku title options option_key currency" },
  media: { key: "id", plain: "source_hash original content_type" },
  media_renditions: { key: "media_id width format", plain: "format bytes" },
  product_media: { key: "id", plain: "alt" },
  collections: { key: "id", plain: "slug title description tint" },
  shipping_methods: { key: "id", plain: "code title description carrier service currency countries" },
  channel_orders: { key: "order_id", plain: "channel external_id external_number line_ids" },
  channel_shortfalls: { key: "id", plain: "kind external_listing_id resolution" },
  channel_listings: { key: "id", plain: "channel external_id external_ids sku error" },
  channel_pushes: { key: "organization_id channel store_id", plain: "channel last_error" },
  marketplace_stores: {
    key: "id",
    plain: `external_store_id store_name currency tokens_enc sync_token_hash sync_token_enc pull_cursor
      listings_cursor last_error`,
  },
  shopify_integrations: {
    key: "id",
    plain: `shop_domain shop_name currency state_reason api_version answered_version scopes access_token_enc
      refresh_token_enc webhooks_error`,
  },
  shopify_products: { key: "integration_id external_id", plain: "external_id payload error" },
  shopify_pictures: {
    key: "integration_id product_external_id external_id",
    plain: "product_external_id external_id url alt",
  },
  shopify_feeds: { key: "integration_id kind", plain: "kind" },
  shopify_hints: { key: "integration_id kind external_id", plain: "kind external_id" },
  sync_marks: { key: "organization_id name external_id", plain: "name external_id" },
  callback_endpoints: { key: "id", plain: "url event disabled_reason secret_enc previous_secret_enc" },
  callback_replays: { key: "id", plain: "request_id" },
  event_subscribers: { key: "name pattern", plain: "name pattern" },
  handled_events: { key: "event_id handler", plain: "handler" },
  process_reports: { key: "id", plain: "id app host figures" },
  live_slots: { key: "user_id slot", plain: "process_id" },
  job_workers: { key: "id", plain: "id host version roles tasks" },
  job_running: { key: "job_id", plain: "task worker_id" },
  job_stats: { key: "grain organization_id at task", plain: "grain task" },
  job_crashes: { key: "job_id", plain: "begun_by" },
  job_pauses: { key: "task", plain: "task reason paused_by" },
  breaker_states: { key: "process_id service", plain: "process_id service app circuit last_failure" },
  rate_limits: { key: "key", plain: "key" },
  rate_buckets: { key: "key", plain: "key" },
};

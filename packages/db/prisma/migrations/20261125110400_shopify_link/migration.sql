-- Shopify shops that organizations have connected, what is left of their query points, and what privacy laws asked for.
CREATE TYPE "shopify_grant" AS ENUM ('authorization_code', 'client_credentials');

CREATE TYPE "shopify_state" AS ENUM ('active', 'uninstalled', 'needs_reauthorization');

CREATE TYPE "shopify_privacy_kind" AS ENUM ('data_request', 'customer_redact', 'shop_redact');

CREATE TABLE "shopify_integrations" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "shop_name" TEXT,
    "currency" CHAR(3),
    "grant" "shopify_grant" NOT NULL,
    "state" "shopify_state" NOT NULL DEFAULT 'active',
    "state_reason" TEXT,
    "api_version" TEXT NOT NULL,
    "answered_version" TEXT,
    "scopes" TEXT[],
    "access_token_enc" BYTEA,
    "access_token_expires_at" TIMESTAMPTZ(6),
    "refresh_token_enc" BYTEA,
    "refresh_token_expires_at" TIMESTAMPTZ(6),
    "refresh_lease" UUID,
    "refresh_lease_until" TIMESTAMPTZ(6),
    "webhooks_checked_at" TIMESTAMPTZ(6),
    "webhooks_repaired" INTEGER NOT NULL DEFAULT 0,
    "webhooks_error" TEXT,
    "installed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalled_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shopify_integrations_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "shopify_budgets" (
    "organization_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "maximum" DOUBLE PRECISION NOT NULL,
    "restore_per_s" DOUBLE PRECISION NOT NULL,
    "available" DOUBLE PRECISION NOT NULL,
    "under_way" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "measured_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shopify_budgets_pkey" PRIMARY KEY ("integration_id")
);

CREATE TABLE "shopify_privacy_requests" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "kind" "shopify_privacy_kind" NOT NULL,
    "customer_id" TEXT,
    "order_ids" TEXT[],
    "message_id" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "completed_at" TIMESTAMPTZ(6),
    "result" JSONB,

    CONSTRAINT "shopify_privacy_requests_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "shopify_integrations_shop_domain_idx" ON "shopify_integrations"("shop_domain");

CREATE UNIQUE INDEX "shopify_integrations_organization_id_id_key" ON "shopify_integrations"("organization_id", "id");

CREATE UNIQUE INDEX "shopify_integrations_organization_id_shop_domain_key" ON "shopify_integrations"("organization_id", "shop_domain");

CREATE UNIQUE INDEX "shopify_budgets_organization_id_integration_id_key" ON "shopify_budgets"("organization_id", "integration_id");

CREATE INDEX "shopify_privacy_requests_organization_id_id_idx" ON "shopify_privacy_requests"("organization_id", "id" DESC);

CREATE UNIQUE INDEX "shopify_privacy_requests_integration_id_kind_message_id_key" ON "shopify_privacy_requests"("integration_id", "kind", "message_id");

ALTER TABLE "shopify_integrations" ADD CONSTRAINT "shopify_integrations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "shopify_budgets" ADD CONSTRAINT "shopify_budgets_organization_id_integration_id_fkey" FOREIGN KEY ("organization_id", "integration_id") REFERENCES "shopify_integrations"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "shopify_privacy_requests" ADD CONSTRAINT "shopify_privacy_requests_organization_id_integration_id_fkey" FOREIGN KEY ("organization_id", "integration_id") REFERENCES "shopify_integrations"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_inbox" ADD COLUMN "event_key" TEXT;

-- Whoever sends one happening twice under two ids sends a repeat. Most messages have no such key.
CREATE UNIQUE INDEX webhook_inbox_event_key_key ON webhook_inbox (source, account_id, event_key) WHERE event_key IS NOT NULL;

-- A shop tells one organization what happens in it.
CREATE UNIQUE INDEX shopify_integrations_shop_key ON shopify_integrations (shop_domain) WHERE state <> 'uninstalled';

CREATE INDEX shopify_integrations_check_idx ON shopify_integrations (webhooks_checked_at NULLS FIRST, id) WHERE state = 'active';

ALTER TABLE shopify_integrations
  ADD CONSTRAINT shopify_integrations_shop_check CHECK (shop_domain ~ '^[a-z0-9][a-z0-9-]*\.myshopify\.com$'),
  -- A token that nobody may use any more is not kept.
  ADD CONSTRAINT shopify_integrations_tokens_check
    CHECK (state <> 'uninstalled' OR (access_token_enc IS NULL AND refresh_token_enc IS NULL));

ALTER TABLE shopify_budgets ADD CONSTRAINT shopify_budgets_under_way_check CHECK (under_way >= 0);

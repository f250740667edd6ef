/** A connected shop, as staff see it; nothing of its tokens. */
export interface ShopifyIntegrationView {
  readonly id: string;
  readonly shopDomain: string;
  readonly shopName: string | null;
  readonly currency: string | null;
  readonly grant: "authorization_code" | "client_credentials";
  readonly state: "active" | "uninstalled" | "needs_reauthorization";
  readonly stateReason: string | null;
  readonly apiVersion: string;
  /** Another version that Shopify answered with: ours is no longer served. */
  readonly answeredVersion: string | null;
  readonly scopes: readonly string[];
  readonly accessTokenExpiresAt: Date | null;
  readonly refreshTokenExpiresAt: Date | null;
  readonly webhooksCheckedAt: Date | null;
  readonly webhooksRepaired: number;
  readonly webhooksError: string | null;
  readonly installedAt: Date;
  readonly uninstalledAt: Date | null;
}

/** What a privacy law asked for, and what was done. */
export interface PrivacyRequestView {
  readonly id: string;
  readonly integrationId: string;
  readonly shopDomain: string;
  readonly kind: "data_request" | "customer_redact" | "shop_redact";
  readonly customerId: string | null;
  readonly orderIds: readonly string[];
  readonly requestedAt: Date;
  readonly dueAt: Date;
  readonly completedAt: Date | null;
  /** Rows by table: collected ones to be handed on, or how many were erased. */
  readonly result: unknown;
}

import type { GuardSettings } from "../resilience/index.ts";
import type { Secrets } from "../signatures/index.ts";

export interface PostiOptions extends GuardSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** What OmaPosti Pro wants beside the token, as `x-gateway-secret`. */
  readonly gatewaySecret: string;
  /** The number of the parcel contract that labels are charged to. */
  readonly customerNumber: string;
  /** Default: Posti itself. */
  readonly authBase?: string | undefined;
  readonly apiBase?: string | undefined;
  readonly trackingBase?: string | undefined;
  /** Without it no webhooks are taken, and parcels are asked about instead. */
  readonly webhookSecrets?: Secrets | undefined;
  readonly now?: (() => Date) | undefined;
}

/** Where Posti is reached, each without a slash at the end. */
export function postiBases({ authBase, apiBase, trackingBase }: PostiOptions) {
  return {
    auth: trim(authBase ?? "https://gateway-auth.posti.fi"),
    api: trim(apiBase ?? "https://gateway.posti.fi"),
    tracking: trim(trackingBase ?? "https://api.posti.fi"),
  };
}

function trim(base: string): string {
  return base.replace(/\/+$/, "");
}

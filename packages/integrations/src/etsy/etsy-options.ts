import type { TokenBucket } from "#contracts/token-bucket.ts";
import type { GuardSettings } from "#resilience/index.ts";
import type { FetchLike } from "#retry/index.ts";

export interface EtsyOptions extends GuardSettings {
  /** Of the app, from its page at Etsy; it is its OAuth client id too. */
  readonly keystring: string;
  /** The app's shared secret, which Etsy wants behind the keystring. */
  readonly sharedSecret: string;
  /** Where the API is, without `/v3`; default Etsy itself. */
  readonly apiBase?: string | undefined;
  readonly buckets: TokenBucket;
  /** A turn within our quota that is further away is not waited for. Default 2 seconds. */
  readonly maxWaitMs?: number | undefined;
  /** Receipts in a page, 1 to 100. Default 100. */
  readonly pageLength?: number | undefined;
  /** What the waits between tries of one call grow from. Default 200 ms. */
  readonly delayMs?: number | undefined;
  readonly fetch?: FetchLike;
  readonly now?: () => Date;
}

export interface EtsyAddresses {
  readonly api: string;
  readonly token: string;
  /** Hosts that Etsy's own links may name. */
  readonly hosts: readonly string[];
}

/** https://developers.etsy.com/documentation/essentials/authentication: the API and its token endpoint have two hosts. */
export function etsyAddresses(apiBase: string | undefined): EtsyAddresses {
  if (apiBase === undefined)
    return {
      api: "https://openapi.etsy.com/v3/application",
      token: "https://api.etsy.com/v3/public/oauth/token",
      hosts: ["https://openapi.etsy.com", "https://api.etsy.com"],
    };
  const base = apiBase.replace(/\/+$/, "");
  return {
    api: `${base}/v3/application`,
    token: `${base}/v3/public/oauth/token`,
    hosts: [new URL(base).origin],
  };
}

import type { TokenBucket } from "#contracts/token-bucket.ts";
import type { GuardSettings } from "#resilience/index.ts";
import type { FetchLike } from "#retry/index.ts";

/** Amazon's three parts of the world; a seller's account lives in one. */
export type AmazonRegion = "na" | "eu" | "fe";

export interface AmazonOptions extends GuardSettings {
  /** Of our app, from its page in Seller Central ("LWA credentials"). */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly region: AmazonRegion;
  /** The marketplaces whose orders are asked for, 1 to 50: `A1PA6795UKMFR9` is amazon.de. */
  readonly marketplaceIds: readonly string[];
  /** Where both the API and the sign-in are; default Amazon itself. */
  readonly apiBase?: string | undefined;
  readonly buckets: TokenBucket;
  /** A turn within our quota that is further away is not waited for. Default 5 seconds. */
  readonly maxWaitMs?: number | undefined;
  /** Orders in a page, 1 to 100. Default 100. */
  readonly pageLength?: number | undefined;
  /** What the waits between tries of one call grow from. Default 200 ms. */
  readonly delayMs?: number | undefined;
  readonly fetch?: FetchLike;
  readonly now?: () => Date;
}

/** https://developer-docs.amazon.com/sp-api/docs/sp-api-endpoints; the sign-in is the same for all regions. */
export function amazonAddresses({ apiBase, region }: Pick<AmazonOptions, "apiBase" | "region">): {
  readonly api: string;
  readonly token: string;
} {
  const base = apiBase?.replace(/\/+$/, "");
  return {
    api: base ?? `https://sellingpartnerapi-${region}.amazon.com`,
    token: `${base ?? "https://api.amazon.com"}/auth/o2/token`,
  };
}

/** Whether this can be a seller of Amazon's ("merchant token"). */
export function isSellerId(id: string): boolean {
  return /^A[0-9A-Z]{9,20}$/.test(id);
}

import type { GuardSettings } from "../resilience/index.ts";
import type { Secrets } from "../signatures/index.ts";

export interface MatkahuoltoOptions extends GuardSettings {
  /** The customer number, without zeros in front. */
  readonly user: string;
  readonly password: string;
  /** Default: Matkahuolto itself. */
  readonly apiBase?: string | undefined;
  /** Without it no webhooks are taken, and parcels are asked about instead. */
  readonly webhookSecrets?: Secrets | undefined;
  readonly now?: (() => Date) | undefined;
}

/** Where Matkahuolto is reached, without a slash at the end. */
export function matkahuoltoBase({ apiBase }: MatkahuoltoOptions): string {
  return (apiBase ?? "https://extservices.matkahuolto.fi").replace(/\/+$/, "");
}

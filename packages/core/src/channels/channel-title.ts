import type { ChannelName } from "@cartwright/integrations/contracts";

const titles: Readonly<Record<ChannelName, string>> = { amazon: "Amazon", etsy: "Etsy", shopify: "Shopify" };

/** A channel as people write it. */
export function channelTitle(channel: ChannelName): string {
  return titles[channel];
}

import type { ChannelName } from "@cartwright/integrations/contracts";

/** Channels that take the buyer's money themselves: a payment of such a "provider" is what the channel told us, and no more. */
export const channelNames = ["amazon", "etsy", "shopify"] as const satisfies readonly ChannelName[];

/**
 * True for a payment that a channel holds. Nobody can be asked about it, to capture it or to give it back: the channel's own
 * word, which comes with the next import of the order, settles it.
 */
export function isPaidOutside(provider: string): provider is ChannelName {
  return channelNames.some((name) => name === provider);
}

import {
  type ChannelName,
  isShopifyRefusal,
  ProviderRefusedError,
  ProviderUnavailableError,
  RateLimitedError,
} from "@cartwright/integrations/contracts";

import { channelTitle } from "./channel-title.ts";

/**
 * What a failed call to a channel means, for staff: what is wrong in whole sentences, and what is to be done about it, if
 * anything is. What is our own fault names no detail: the log has it.
 */
export function failureWords(channel: ChannelName, error: unknown): string {
  const title = channelTitle(channel);
  if (error instanceof RateLimitedError)
    return `${title} takes no more questions for now. It is asked again by itself when it does.`;
  if (error instanceof ProviderUnavailableError) return `${sentence(error.message)} It is tried again by itself.`;
  if (!(error instanceof ProviderRefusedError))
    return "Something went wrong on our side. It is tried again by itself; the log names the cause.";
  if (channel === "shopify" && isShopifyRefusal(error, "token_dead"))
    return "Shopify does not let us in. Install the app again under Channels, Shopify.";
  if (error.code === "unauthorized") return `${title} does not let us in. Register the store again with new tokens.`;
  return `${sentence(error.message)} Somebody has to look at it.`;
}

/** Clients begin their messages small, to be put into others. */
function sentence(message: string): string {
  const text = message.trim();
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}

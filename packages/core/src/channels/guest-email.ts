import { z } from "zod";

import type { ChannelName } from "@cartwright/integrations/contracts";

import { normalizeEmail } from "#customers/normalize-email.ts";

const emailSchema = z.string().transform(normalizeEmail).pipe(z.email().max(254));

export interface ChannelGuest {
  readonly channel: ChannelName;
  readonly email: string | null;
  /** The channel's name for the buyer. */
  readonly buyerId: string | null;
  /** The channel's name for the order. */
  readonly orderId: string;
}

/**
 * By which e-mail a buyer of a channel is known here. Where the channel holds it back, one that stands in for it: the same
 * for the same buyer, or else for the order alone. It ends in `.invalid`, a name that no mail is ever delivered to (RFC 2606).
 */
export function guestEmail({ channel, email, buyerId, orderId }: ChannelGuest): string {
  const given = emailSchema.safeParse(email);
  if (given.success) return given.data;
  return buyerId === null ? `order-${slug(orderId)}@${channel}.invalid` : `buyer-${slug(buyerId)}@${channel}.invalid`;
}

// Long names keep their end, which is what tells them apart.
function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(-58);
}

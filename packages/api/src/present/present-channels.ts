import type { RefusedListing } from "@cartwright/core/channels/list-refused-listings";
import type { ShortfallView } from "@cartwright/core/channels/list-shortfalls";

import type { RefusedListingDto, ShortfallDto } from "#schemas/channels.ts";

import { presentInstant } from "./present-money.ts";

export function presentShortfall(view: ShortfallView): ShortfallDto {
  return { ...view, createdAt: view.createdAt.toISOString() };
}

export function presentRefusedListing(view: RefusedListing): RefusedListingDto {
  return { ...view, pushedAt: presentInstant(view.pushedAt) };
}

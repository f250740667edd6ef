import { z } from "zod";

import type { ShopifyItem } from "../contracts/shopify-feed.ts";

const moment = z.iso.datetime({ offset: true });

const head = z.object({
  id: z.string().regex(/^gid:\/\/shopify\/\w+\/\d+$/),
  title: z.string().optional(),
  name: z.string().optional(),
  createdAt: moment,
  updatedAt: moment,
});

/** What must be known of a node before it can be kept. Throws ZodError. */
export function identifyNode(node: unknown): ShopifyItem {
  const { id, title, name, createdAt, updatedAt } = head.parse(node);
  return {
    externalId: id,
    title: title ?? name ?? id,
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    payload: z.record(z.string(), z.unknown()).parse(node),
  };
}

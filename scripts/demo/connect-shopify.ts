import { z } from "zod";

import type { DemoFile } from "./demo-file.ts";

/** The shop that the sandbox has from the start. */
export const demoShop = "cartwright-demo.myshopify.com";

const connected = z.object({
  result: z.object({ data: z.object({ integrationId: z.string(), shopDomain: z.string() }) }),
});

/**
 * Connects the demo's organization to the sandbox's shop, as staff would by hand: the same one at every start, with fresh
 * tokens, since a sandbox forgets the old ones. With an app of one's own nothing is connected by itself.
 */
export async function connectShopify(
  { webUrl, apiKey, shopify }: Pick<DemoFile, "webUrl" | "apiKey" | "shopify">,
  { env, note }: { env: Readonly<Record<string, string>>; note: (text: string) => void },
): Promise<DemoFile["shopify"]> {
  if (env["SHOPIFY_API_BASE"] !== `${env["SANDBOX_URL"]}/shopify`) {
    note("with your own app: connect a shop in the admin");
    return shopify;
  }
  const response = await fetch(`${webUrl}/api/trpc/admin.shopify.connect`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ shop: shopify.shopDomain }),
  });
  const answer = connected.safeParse(await response.json());
  if (answer.success) return answer.data.result.data;
  note(`not connected: the shop answered ${response.status}`);
  return shopify;
}

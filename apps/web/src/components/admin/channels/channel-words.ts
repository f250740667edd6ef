const titles: Readonly<Record<string, string>> = {
  amazon: "Amazon",
  api: "API",
  etsy: "Etsy",
  shopify: "Shopify",
  web: "Shop",
};

/** Where an order came from, as people write it. */
export function channelWords(channel: string): string {
  return titles[channel] ?? channel;
}

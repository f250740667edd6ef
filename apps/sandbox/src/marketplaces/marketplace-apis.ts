import { amazonControls } from "../amazon/amazon-controls.ts";
import { amazonRoutes } from "../amazon/amazon-routes.ts";
import { createAmazonWorld } from "../amazon/amazon-world.ts";
import type { Clock } from "../clock.ts";
import { etsyControls } from "../etsy/etsy-controls.ts";
import { etsyRoutes } from "../etsy/etsy-routes.ts";
import { createEtsyWorld } from "../etsy/etsy-world.ts";
import type { Deliveries } from "../outgoing/deliveries.ts";
import type { Route } from "../server/exchange.ts";

export interface MarketplaceApisParts {
  clock: Clock;
  deliveries: Deliveries;
  secrets: { etsy?: string; amazon?: string };
  publicUrl: () => string;
}

/** Etsy's and Amazon's own APIs, with what stands in for their websites. */
export function createMarketplaceApis(parts: MarketplaceApisParts): { routes: Route[]; clear(): void } {
  const { etsy: etsySecret = defaultSecrets.etsy, amazon: amazonSecret = defaultSecrets.amazon } = parts.secrets;
  const etsy = createEtsyWorld({ ...parts, secret: etsySecret });
  const amazon = createAmazonWorld({ ...parts, secret: amazonSecret });
  return {
    routes: [...etsyRoutes(etsy), ...etsyControls(etsy), ...amazonRoutes(amazon), ...amazonControls(amazon)],
    clear() {
      etsy.clear();
      amazon.clear();
    },
  };
}

export const defaultSecrets = {
  etsy: "whsec_c2FuZGJveC1ldHN5LXdlYmhvb2stc2VjcmV0",
  amazon: "sandbox_amazon_secret",
};

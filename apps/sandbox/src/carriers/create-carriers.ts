import type { Clock } from "../clock.ts";
import type { Route } from "../server/exchange.ts";
import { officeRoutes } from "./matkahuolto/office-routes.ts";
import { shipmentRoutes } from "./matkahuolto/shipment-routes.ts";
import type { MatkahuoltoLogin } from "./matkahuolto/shipment-routes.ts";
import { trackingRoutes as matkahuoltoTracking } from "./matkahuolto/tracking-routes.ts";
import { parcelRoutes } from "./parcel-routes.ts";
import { createParcels } from "./parcels.ts";
import type { ParcelParts } from "./parcels.ts";
import { pickupPointRoutes } from "./posti/pickup-point-routes.ts";
import { createPostiAuth } from "./posti/posti-auth.ts";
import type { PostiLogin } from "./posti/posti-auth.ts";
import { shippingOrderRoutes } from "./posti/shipping-order-routes.ts";
import { trackingRoutes as postiTracking } from "./posti/tracking-routes.ts";

/** What callers of the carriers sign in with. */
export interface CarrierLogins {
  posti: PostiLogin;
  matkahuolto: MatkahuoltoLogin;
}

export const defaultCarrierLogins: CarrierLogins = {
  posti: { clientId: "posti_client", clientSecret: "posti_client_secret", gatewaySecret: "posti_gateway_secret" },
  matkahuolto: { user: "9430023", password: "matkahuolto_password" },
};

/** Posti under `/posti` and Matkahuolto under `/matkahuolto`, each in its own protocol, over one world of parcels. */
export function createCarriers(parts: ParcelParts & { clock: Clock }, logins: CarrierLogins) {
  const parcels = createParcels(parts);
  const posti = createPostiAuth(parts.clock, logins.posti);
  const routes: Route[] = [
    ...parcelRoutes(parcels),
    ...posti.routes,
    ...pickupPointRoutes(posti),
    ...shippingOrderRoutes(posti, parcels, parts.clock),
    ...postiTracking(posti, parcels),
    ...shipmentRoutes(logins.matkahuolto, parcels),
    ...officeRoutes(logins.matkahuolto.user),
    ...matkahuoltoTracking(logins.matkahuolto, parcels),
  ];
  return {
    routes,
    clear() {
      parcels.clear();
      posti.clear();
    },
  };
}

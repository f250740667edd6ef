import type { Tx } from "@cartwright/db";
import type { Events, OwnEvents } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { bookShipment } from "#shipping/book-shipment.ts";
import { cancelLabelsOfOrder } from "#shipping/labels/cancel-labels-of-order.ts";

/** What Cartwright itself does when something has happened. */
export function subscribeOwn(events: Pick<Events<OwnEvents, Tx>, "onPersistent">, services: Services): void {
  events.onPersistent(
    "order.paid",
    "book-shipment",
    ({ organizationId, data }, { requestId }) =>
      bookShipment(services, { organizationId, orderId: data.orderId, requestId }),
    { maxAttempts: 10 },
  );
  events.onPersistent(
    "order.released",
    "book-released",
    ({ organizationId, data }, { requestId }) =>
      bookShipment(services, { organizationId, orderId: data.orderId, requestId }),
    { maxAttempts: 10 },
  );
  events.onPersistent(
    "order.cancelled",
    "cancel-labels",
    ({ organizationId, data }, { requestId }) =>
      cancelLabelsOfOrder(services, { organizationId, orderId: data.orderId, requestId }),
    { maxAttempts: 10 },
  );
}

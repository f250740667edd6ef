import { bookShipment } from "@cartwright/core/shipping/book-shipment";

import { defineTask } from "#define-task.ts";

export const bookShipmentTask = defineTask("book-shipment", ({ services, payload }) => bookShipment(services, payload));

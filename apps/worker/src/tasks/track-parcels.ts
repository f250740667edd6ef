import { trackParcels } from "@cartwright/core/shipping/track-parcels";

import { defineTask } from "#define-task.ts";

export const trackParcelsTask = defineTask("track-parcels", ({ services, signal }) =>
  trackParcels(services, { signal }),
);

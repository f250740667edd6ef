import { sweepLabels } from "@cartwright/core/shipping/labels/sweep-labels";

import { defineTask } from "#define-task.ts";

export const sweepLabelsTask = defineTask("sweep-labels", ({ services, signal }) => sweepLabels(services, { signal }));

import { kindOfSync } from "@cartwright/core/shopify/sync/shopify-sync";
import type { SyncRunView } from "@cartwright/core/sync/sync-run-view";

import { toWire } from "./to-wire.ts";

/** A run as it is told: what it pulls beside the name that it is kept under. */
export function presentSync<View extends SyncRunView>(run: View) {
  return Object.assign(toWire(run), { kind: kindOfSync(run.name), type: run.mode });
}

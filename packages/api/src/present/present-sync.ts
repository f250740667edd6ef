import { kindOfSync } from "@cartwright/core/shopify/sync/shopify-sync";
import type { SyncRunView } from "@cartwright/core/sync/sync-run-view";

import { toWire } from "./to-wire.ts";

/** A run as it is told: what it pulls rather than the name that it is kept under. */
export function presentSync<View extends SyncRunView>({ name, mode, ...run }: View) {
  return { ...toWire(run), kind: kindOfSync(name), type: mode };
}

import type { ChannelName } from "@cartwright/integrations/contracts";

import type { Money } from "#pricing/money.ts";

import type { StoreSyncStatus } from "./read-sync-status.ts";

/** A store as staff see it. No token is in it. */
export interface StoreView {
  readonly id: string;
  readonly marketplace: ChannelName;
  readonly externalStoreId: string;
  readonly storeName: string;
  readonly currency: string;
  readonly isConnected: boolean;
  readonly syncStatus: StoreSyncStatus;
  readonly lastSyncAt: Date | null;
  readonly importedOrders: number;
  readonly rateLimitedCount: number;
  /** When the first of its receipts is due again; null: nothing is. */
  readonly nextAttemptAt: Date | null;
  /** Its job does not run before; null: it may. */
  readonly heldUntil: Date | null;
  /** Why its last run ended early. */
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly disconnectedAt: Date | null;
}

/** A receipt of a store and how its import stands. */
export interface StoreLogView {
  readonly id: string;
  readonly receipt: string;
  readonly status: "pending" | "success" | "failed" | "rate_limited";
  /** How often the marketplace was asked. */
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly error: string | null;
  /** The marketplace's own number. */
  readonly externalOrderId: string | null;
  /** Our order, where the marketplace tells what was bought. */
  readonly orderId: string | null;
  readonly amount: Money | null;
  readonly importedAt: Date | null;
  readonly attemptedAt: Date;
}

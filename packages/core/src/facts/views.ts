import type { z } from "zod";

/** What a fact can hold: whatever JSON has a word for. */
export type FactValue = z.core.util.JSONType;

/** A fact as it is read. */
export interface FactView {
  readonly key: string;
  readonly value: unknown;
  /** True for what the system itself knows, as of now. */
  readonly system: boolean;
  /** Who set it; null for the system's own. */
  readonly setBy: { readonly type: string; readonly id: string | null } | null;
  readonly setAt: Date | null;
  /** From then on it is gone; null: it stays. */
  readonly expiresAt: Date | null;
}

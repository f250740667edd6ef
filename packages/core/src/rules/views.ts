import type { RuleDefinition } from "./definition.ts";

/** A rule as lists show it. */
export interface RuleSummary {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly priority: number;
  readonly version: number;
  /** Its "when", in words. */
  readonly when: string;
  /** What it does, in words. */
  readonly actions: readonly string[];
  /** How often it acted in the last 24 hours, 1,000 at most. */
  readonly firedToday: number;
  readonly lastFiredAt: Date | null;
  /** How often it was kept from acting in the last 24 hours: stopped, refused or too slow; 1,000 at most. */
  readonly troubleToday: number;
  readonly updatedAt: Date;
}

export interface RuleView {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly priority: number;
  readonly version: number;
  readonly definition: RuleDefinition;
  /** Each condition in words. */
  readonly conditions: readonly string[];
  readonly when: string;
  readonly actions: readonly string[];
  /** For what goes by the clock, while it is on. */
  readonly nextRunAt: Date | null;
  readonly updatedAt: Date;
}

/** A rule as it was saved once. */
export interface RuleVersionView {
  readonly version: number;
  readonly name: string;
  readonly priority: number;
  readonly definition: RuleDefinition;
  readonly when: string;
  readonly conditions: readonly string[];
  readonly actions: readonly string[];
  readonly savedBy: { readonly type: string; readonly id: string | null; readonly name: string | null };
  readonly savedAt: Date;
}

/** What became of a rule and one event. */
export interface RuleRunView {
  readonly runId: string;
  readonly version: number;
  /** `fired`, `refused`, `no`, `waits`, `ended`, `stopped`, `deep`, `slow`, `passed` */
  readonly outcome: string;
  /** Why, in words. */
  readonly reason: string;
  /** What was done, in words. */
  readonly effects: readonly string[];
  readonly event: { readonly type: string; readonly aggregateType: string; readonly aggregateId: string };
  readonly at: Date;
}

import type { SyncChange, SyncMode, SyncProgress } from "./sync.ts";

/** One page of what is outside, and where the next begins; null after the last. */
export interface SyncPage<External> {
  readonly items: readonly External[];
  readonly nextCursor: string | null;
  /** How many items there are in all, when the source says so. */
  readonly total?: number;
  /** What the source is busy with, in a word, when that takes its time; shown while the run goes on. */
  readonly step?: string;
}

/** Where to fetch from, and when to stop. */
export interface SyncFetch extends SyncContext {
  /** What the last page named as next; null for the first. Only of sources with pages. */
  readonly cursor: string | null;
}

/** What the parts of a job know of the run. */
export interface SyncContext {
  readonly runId: string;
  /** `full` unless somebody asked for what changed alone. */
  readonly mode: SyncMode;
  readonly signal: AbortSignal;
}

type Maybe<T> = T | Promise<T>;

/** All at once, one after another, or a page at a time: what `fetchExternal` returns decides. */
export type SyncSource<External> =
  | readonly External[]
  | AsyncIterable<External>
  | SyncPage<External>
  | Promise<readonly External[] | AsyncIterable<External> | SyncPage<External>>;

interface SyncSourceParts<External> {
  /** One run at a time, and one history, per name and organization. Never renamed. */
  readonly name: string;
  /**
   * What there is outside. A page is asked for again until `nextCursor` is null, and its cursor is where a run that died
   * goes on; lists and iterables start over, which skips what is unchanged.
   */
  readonly fetchExternal: (fetch: SyncFetch) => SyncSource<External>;
  /** Called once everything is written, before the run counts as completed; again after a crash in between. */
  readonly complete?: (context: SyncContext, progress: SyncProgress) => Maybe<unknown>;
  /** Called when a run ends before its end, cancelled or failed: what was begun outside for it is wanted no more. */
  readonly abandon?: (context: Omit<SyncContext, "signal">, progress: SyncProgress) => Maybe<unknown>;
}

interface EachItem<External, Local> {
  /** What ties an item to ours; unique outside. */
  readonly getExternalId: (external: External) => string;
  /** Brings a new item in. May be called again for the same item after a crash, when `find…` does not know it yet. */
  readonly create: (external: External, context: SyncContext) => Maybe<unknown>;
  readonly update: (local: Local, external: External, context: SyncContext) => Maybe<unknown>;
  /** True when there is nothing to do. Without it every known item is updated. */
  readonly isUnchanged?: (local: Local, external: External) => boolean;
  /** Called for items that an earlier run saw outside and a complete run did not. Without it they stay. */
  readonly remove?: (externalId: string, context: SyncContext) => Maybe<unknown>;
  readonly writeAll?: undefined;
  readonly sweep?: undefined;
}

/** One at a time, or better: many in one query. */
type FindLocal<Local> =
  | {
      readonly findLocal: (externalId: string, context: SyncContext) => Maybe<Local | null | undefined>;
      readonly findLocals?: undefined;
    }
  | {
      readonly findLocals: (ids: readonly string[], context: SyncContext) => Maybe<ReadonlyMap<string, Local>>;
      readonly findLocal?: undefined;
    };

/** What became of one item. */
export type SyncOutcome =
  | { readonly result: "created" | "updated" | "unchanged"; readonly change?: SyncChange }
  | { readonly result: "failed"; readonly externalId: string | null; readonly error: unknown };

/** For many items: the whole page in a few statements. */
export interface WriteAll<External> {
  /**
   * Writes a page and says for each item, in their order, what became of it. May be called again for the same page after a
   * crash, and while a holder that was asleep is still at work on it: let no older item take the place of a newer one.
   */
  readonly writeAll: (items: readonly External[], context: SyncContext) => Promise<readonly SyncOutcome[]>;
  /** What a complete run did not see. Without it such items stay. Incremental runs never ask. */
  readonly sweep?: SyncSweep;
  readonly remove?: undefined;
}

/** Knows what of ours the run has not seen outside. */
export interface SyncSweep {
  readonly count: (context: SyncContext) => Promise<{ readonly vanished: number; readonly known: number }>;
  /** Ids after the given one, in order. */
  readonly list: (after: string | null, limit: number, context: SyncContext) => Promise<readonly string[]>;
  /** Removes those of them that are really gone, and says what became of each of those. */
  readonly removeAll: (ids: readonly string[], context: SyncContext) => Promise<readonly SyncRemoval[]>;
}

export interface SyncRemoval {
  readonly externalId: string;
  readonly title?: string;
}

/** Pulls the state of something outside into ours. `External` is theirs, `Local` ours. */
export type SyncJob<External, Local = unknown> = SyncSourceParts<External> &
  ((EachItem<External, Local> & FindLocal<Local>) | WriteAll<External>);

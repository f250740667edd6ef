/** One page of what is outside, and where the next begins; null after the last. */
export interface SyncPage<External> {
  readonly items: readonly External[];
  readonly nextCursor: string | null;
  /** How many items there are in all, when the source says so. */
  readonly total?: number;
}

/** Where to fetch from, and when to stop. */
export interface SyncFetch {
  /** What the last page named as next; null for the first. Only of sources with pages. */
  readonly cursor: string | null;
  readonly signal: AbortSignal;
}

/** What `create`, `update` and `remove` know of the run. */
export interface SyncContext {
  readonly runId: string;
  readonly signal: AbortSignal;
}

type Maybe<T> = T | Promise<T>;

/** All at once, one after another, or a page at a time: what `fetchExternal` returns decides. */
export type SyncSource<External> =
  | readonly External[]
  | AsyncIterable<External>
  | SyncPage<External>
  | Promise<readonly External[] | AsyncIterable<External> | SyncPage<External>>;

interface SyncJobParts<External, Local> {
  /** One run at a time, and one history, per name and organization. Never renamed. */
  readonly name: string;
  /**
   * What there is outside. A page is asked for again until `nextCursor` is null, and its cursor is where a run that died
   * goes on; lists and iterables start over, which skips what is unchanged.
   */
  readonly fetchExternal: (fetch: SyncFetch) => SyncSource<External>;
  /** What ties an item to ours; unique outside. */
  readonly getExternalId: (external: External) => string;
  /** Brings a new item in. May be called again for the same item after a crash, when `find…` does not know it yet. */
  readonly create: (external: External, context: SyncContext) => Maybe<unknown>;
  readonly update: (local: Local, external: External, context: SyncContext) => Maybe<unknown>;
  /** True when there is nothing to do. Without it every known item is updated. */
  readonly isUnchanged?: (local: Local, external: External) => boolean;
  /** Called for items that an earlier run saw outside and a complete run did not. Without it they stay. */
  readonly remove?: (externalId: string, context: SyncContext) => Maybe<unknown>;
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

/** Pulls the state of something outside into ours. `External` is theirs, `Local` ours. */
export type SyncJob<External, Local> = SyncJobParts<External, Local> & FindLocal<Local>;

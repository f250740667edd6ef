/** What a list shows while new rows are kept back, and how many those are. */
export interface HeldRows<T> {
  readonly shown: readonly T[];
  readonly waiting: number;
}

interface Identified {
  readonly id: string;
}

/**
 * The rows of `fresh` without those that were not in `before`: rows keep their place, but tell their newest state.
 * A row that fell off the page because others came above it stays until the list moves again.
 */
export function holdRows<T extends Identified>(before: readonly T[], fresh: readonly T[]): HeldRows<T> {
  const newest = new Map(fresh.map((row) => [row.id, row]));
  const known = new Set(before.map(({ id }) => id));
  return {
    shown: before.map((row) => newest.get(row.id) ?? row),
    waiting: fresh.filter(({ id }) => !known.has(id)).length,
  };
}

/** Values that somebody set, above what was made up. */
export type Patch = Readonly<Record<string, unknown>>;

export interface Dates {
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

/**
 * Things of one kind, by number. What they are is made up when they are looked at; kept are only their dates, and what
 * somebody changed: a hundred thousand of them take two megabytes.
 */
export class Collection {
  readonly #created: number[] = [];
  readonly #updated: number[] = [];
  readonly #gone = new Set<number>();
  readonly #patches = new Map<number, Patch>();
  #byUpdate: number[] | null = null;

  /** Another after every change. */
  version = 0;

  /** How many there ever were: the number of the next one. */
  get length(): number {
    return this.#created.length;
  }

  get size(): number {
    return this.length - this.#gone.size;
  }

  add({ createdAtMs, updatedAtMs }: Dates, patch?: Patch): number {
    const index = this.#created.push(createdAtMs) - 1;
    this.#updated.push(updatedAtMs);
    if (patch !== undefined) this.#patches.set(index, patch);
    this.#changed();
    return index;
  }

  has(index: number): boolean {
    return index >= 0 && index < this.length && !this.#gone.has(index);
  }

  change(index: number, patch: Patch, nowMs: number): void {
    this.#patches.set(index, { ...this.#patches.get(index), ...patch });
    this.#updated[index] = nowMs;
    this.#changed();
  }

  remove(index: number): void {
    this.#gone.add(index);
    this.#changed();
  }

  patchOf(index: number): Patch {
    return this.#patches.get(index) ?? {};
  }

  dates(index: number): Dates {
    return { createdAtMs: this.#created[index] ?? 0, updatedAtMs: this.#updated[index] ?? 0 };
  }

  /** Numbers of all that are left, oldest change first; those of one second in the order of their numbers. */
  byUpdate(): readonly number[] {
    this.#byUpdate ??= this.byNumber().sort((a, b) => this.#secondOf(a) - this.#secondOf(b) || a - b);
    return this.#byUpdate;
  }

  byNumber(): number[] {
    const all: number[] = [];
    for (let index = 0; index < this.length; index += 1) if (!this.#gone.has(index)) all.push(index);
    return all;
  }

  #changed(): void {
    this.#byUpdate = null;
    this.version += 1;
  }

  // Shopify's times have no fraction, so what happened within one second is ordered by id.
  #secondOf(index: number): number {
    return Math.floor((this.#updated[index] ?? 0) / 1_000);
  }
}

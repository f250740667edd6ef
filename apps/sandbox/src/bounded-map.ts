/** A Map that forgets its oldest entry when full, so that a sandbox left running for weeks keeps its size. */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly limit: number;

  constructor(limit: number) {
    super();
    this.limit = limit;
  }

  override set(key: K, value: V): this {
    super.set(key, value);
    if (this.size > this.limit) {
      const oldest = this.keys().next();
      if (!oldest.done) this.delete(oldest.value);
    }
    return this;
  }

  /** All values, newest first, as lists of Stripe and the receiver give them. */
  newestFirst(): V[] {
    return [...this.values()].reverse();
  }
}

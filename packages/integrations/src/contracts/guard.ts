/** How the guard in front of one outside service stands, for metrics and the admin's view. */
export interface GuardState {
  /** `open`: the service is left alone. `half_open`: one probe is under way. */
  readonly circuit: "closed" | "open" | "half_open";
  /** Calls under way now, and those that wait for their turn. */
  readonly underWay: number;
  readonly queued: number;
  /** Since the process started: calls that were answered, failed on the service's side, or were not made at all. */
  readonly answered: number;
  readonly failed: number;
  readonly turnedAway: number;
  /** When an open circuit lets its probe through. */
  readonly probeAt: Date | null;
  readonly lastFailure: { readonly message: string; readonly at: Date } | null;
}

/** A guard as it is looked at from outside: never by name twice in a process. */
export interface WatchedGuard {
  readonly name: string;
  state(): GuardState;
}

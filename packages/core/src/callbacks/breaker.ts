export interface BreakerState {
  readonly consecutiveFailures: number;
  readonly firstFailureAt: Date | null;
  /** Nothing is sent before this. */
  readonly openUntil: Date | null;
  /** How often it has opened since the last success. */
  readonly openCount: number;
}

const failuresThatOpen = 5;
const firstOpenMs = 30_000;
const longestOpenMs = 30 * 60_000;
const days = 24 * 60 * 60_000;
const warnedAfterMs = 3 * days;
const givenUpAfterMs = 5 * days;

export const closedBreaker: BreakerState = {
  consecutiveFailures: 0,
  firstFailureAt: null,
  openUntil: null,
  openCount: 0,
};

/**
 * How an endpoint stands after one more attempt. Five failures in a row open the breaker for 30 seconds; after that one
 * probe goes out: it closes the breaker, or opens it for twice as long, up to 30 minutes.
 */
export function afterAttempt(state: BreakerState, succeeded: boolean, now: Date): BreakerState {
  if (succeeded) return closedBreaker;
  const consecutiveFailures = state.consecutiveFailures + 1;
  const firstFailureAt = state.firstFailureAt ?? now;
  const opens = isProbing(state, now) || (state.openUntil === null && consecutiveFailures >= failuresThatOpen);
  if (!opens) return { ...state, consecutiveFailures, firstFailureAt };
  const openMs = Math.min(longestOpenMs, firstOpenMs * 2 ** state.openCount);
  return {
    consecutiveFailures,
    firstFailureAt,
    openUntil: new Date(now.getTime() + openMs),
    openCount: state.openCount + 1,
  };
}

/** True while nothing may be sent. */
export function isOpen(state: BreakerState, now: Date): boolean {
  return state.openUntil !== null && state.openUntil > now;
}

/** True when the breaker was open and one probe may try. */
export function isProbing(state: BreakerState, now: Date): boolean {
  return state.openUntil !== null && state.openUntil <= now;
}

/** True when nothing has succeeded for five days: the endpoint is switched off. */
export function isGivenUp(state: BreakerState, now: Date): boolean {
  return failedForMs(state, now) > givenUpAfterMs;
}

/** True when nothing has succeeded for three days: staff are told, two days before the endpoint is switched off. */
export function deservesWarning(state: BreakerState, now: Date): boolean {
  return failedForMs(state, now) > warnedAfterMs;
}

/** When the endpoint will be switched off unless something succeeds; null while nothing fails. */
export function givenUpAt(firstFailureAt: Date | null): Date | null {
  return firstFailureAt === null ? null : new Date(firstFailureAt.getTime() + givenUpAfterMs);
}

function failedForMs({ firstFailureAt }: BreakerState, now: Date): number {
  return firstFailureAt === null ? 0 : now.getTime() - firstFailureAt.getTime();
}

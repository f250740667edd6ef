import { BrokenCircuitError, BulkheadRejectedError, TaskCancelledError } from "cockatiel";

import { ProviderUnavailableError } from "../contracts/errors.ts";

/** Marks, inside a guard, a call whose caller left; outside it is the caller's own reason. */
export class CallerAborted extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("the caller left");
    this.reason = reason;
  }
}

/** True when the service itself failed, or took too long. */
export function countsAgainst(error: unknown): boolean {
  return error instanceof ProviderUnavailableError || error instanceof TaskCancelledError;
}

/** True when the call was never made. */
export function wasTurnedAway(error: unknown): boolean {
  return error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError;
}

/** What the caller is told: the library's own errors stay inside. */
export function explain(name: string, error: unknown): unknown {
  if (error instanceof CallerAborted) return error.reason;
  if (error instanceof TaskCancelledError)
    return new ProviderUnavailableError(`${name} did not answer in time`, { cause: error });
  if (error instanceof BrokenCircuitError)
    return new ProviderUnavailableError(`${name} failed repeatedly and is left alone for a moment`, {
      cause: error,
      maybeDone: false,
    });
  if (error instanceof BulkheadRejectedError)
    return new ProviderUnavailableError(`too many calls to ${name} at once`, { cause: error, maybeDone: false });
  return error;
}

import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from "cockatiel";

import { ProviderUnavailableError } from "../contracts/errors.ts";

export interface GuardOptions {
  /** Names the vendor in errors and metrics. */
  readonly name: string;
  /** A call that takes longer counts as unavailable. */
  readonly timeoutMs: number;
  /** Calls under way at once. */
  readonly maxConcurrent?: number;
  /** Calls that may wait for a turn; the next is refused at once. */
  readonly maxQueued?: number;
  /** Consecutive failures of the vendor that open the circuit. */
  readonly opensAfter?: number;
  /** The first pause of an open circuit; doubles up to a minute while probes fail. */
  readonly firstPauseMs?: number;
}

export interface GuardState {
  readonly circuit: "closed" | "open" | "half_open";
  readonly underWay: number;
  readonly queued: number;
}

/** Stands between us and one vendor, so that its bad day does not become ours. */
export interface Guard {
  readonly name: string;
  /**
   * Runs one call. Only `ProviderUnavailableError` counts against the vendor: a refusal is an answer.
   * A timeout, an open circuit and a full queue are told as `ProviderUnavailableError` too.
   */
  run<T>(call: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** For metrics and the admin's view. */
  state(): GuardState;
}

const longestPauseMs = 60_000;

/**
 * The circuit is outermost, so that an open one refuses without waiting for a turn; the timeout is innermost, so that
 * waiting for a turn does not count as the vendor being slow.
 */
export function createGuard(options: GuardOptions): Guard {
  const { name, maxConcurrent = 20, maxQueued = 200, opensAfter = 5, firstPauseMs = 2_000 } = options;
  const circuit = circuitBreaker(
    handleWhen((error) => error instanceof ProviderUnavailableError || error instanceof TaskCancelledError),
    {
      breaker: new ConsecutiveBreaker(opensAfter),
      halfOpenAfter: new ExponentialBackoff({ initialDelay: firstPauseMs, maxDelay: longestPauseMs }),
    },
  );
  const places = bulkhead(maxConcurrent, maxQueued);
  const policy = wrap(circuit, places, timeout(options.timeoutMs, TimeoutStrategy.Aggressive));
  return {
    name,
    async run(call, signal) {
      try {
        return await policy.execute((context) => call(context.signal), signal);
      } catch (error) {
        throw explain(name, error);
      }
    },
    state: () => ({
      circuit: circuitNames[circuit.state],
      underWay: maxConcurrent - places.executionSlots,
      queued: maxQueued - places.queueSlots,
    }),
  };
}

const circuitNames = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.Isolated]: "open",
  [CircuitState.HalfOpen]: "half_open",
} as const satisfies Record<CircuitState, GuardState["circuit"]>;

function explain(name: string, error: unknown): unknown {
  if (error instanceof TaskCancelledError)
    return new ProviderUnavailableError(`${name} did not answer in time`, { cause: error });
  if (error instanceof BrokenCircuitError)
    return new ProviderUnavailableError(`${name} failed repeatedly and is left alone for a moment`, { cause: error });
  if (error instanceof BulkheadRejectedError)
    return new ProviderUnavailableError(`too many calls to ${name} at once`, { cause: error });
  return error;
}

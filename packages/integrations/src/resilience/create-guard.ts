import {
  bulkhead,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  timeout,
  TimeoutStrategy,
  wrap,
} from "cockatiel";

import type { GuardState, WatchedGuard } from "../contracts/guard.ts";
import { CallerAborted, countsAgainst, explain, wasTurnedAway } from "./guard-errors.ts";
import { watchGuard } from "./watch-guards.ts";

/** What an environment may say of one client; see `guardEnv`. */
export interface GuardSettings {
  /** A call that takes longer counts as unavailable. Default 5 seconds. */
  readonly timeoutMs?: number | undefined;
  /** Consecutive failures of the service that open the circuit. Default 5. */
  readonly opensAfter?: number | undefined;
  /** Calls under way at once. Default 20. */
  readonly maxConcurrent?: number | undefined;
}

export interface GuardOptions extends GuardSettings {
  /** Names the service in errors, metrics and the admin. */
  readonly name: string;
  /** Calls that may wait for a turn; the next is refused at once. Default 200. */
  readonly maxQueued?: number;
  /** The first pause of an open circuit; doubles up to a minute while probes fail. Default 2 seconds. */
  readonly firstPauseMs?: number;
}

/** Stands between us and one outside service, so that its bad day does not become ours. */
export interface Guard extends WatchedGuard {
  /**
   * Runs one call. Only `ProviderUnavailableError` counts against the service: a refusal is an answer, and an abort is the
   * caller's will. A timeout, an open circuit and a full queue are told as `ProviderUnavailableError` too; an abort ends the
   * call at once, also while it waits for a turn, with the signal's reason.
   */
  run<T>(call: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

const longestPauseMs = 60_000;

/**
 * The circuit is outermost, so that an open one refuses without waiting for a turn; the timeout is innermost, so that
 * waiting for a turn does not count as the service being slow. A half-open circuit lets one probe through; calls that come
 * meanwhile wait for what it learns.
 */
export function createGuard(options: GuardOptions): Guard {
  const { name, timeoutMs = 5_000, maxConcurrent = 20, maxQueued = 200 } = options;
  const pause = { probeAt: 0 };
  const counted = { answered: 0, failed: 0, turnedAway: 0 };
  let lastFailure: GuardState["lastFailure"] = null;
  const circuit = buildCircuit(options, pause);
  const places = bulkhead(maxConcurrent, maxQueued);
  const inner = wrap(places, timeout(timeoutMs, TimeoutStrategy.Aggressive));
  const note = (error: unknown): void => {
    if (wasTurnedAway(error)) counted.turnedAway += 1;
    else if (countsAgainst(error)) {
      counted.failed += 1;
      lastFailure = { message: messageOf(explain(name, error)), at: new Date() };
    } else if (!(error instanceof CallerAborted)) counted.answered += 1;
  };
  const guard: Guard = {
    name,
    async run(call, signal) {
      signal?.throwIfAborted();
      try {
        const result = await circuit.execute(() =>
          reachable(
            inner.execute((to) => call(to.signal), signal),
            signal,
          ),
        );
        counted.answered += 1;
        return result;
      } catch (error) {
        note(error);
        throw explain(name, error);
      }
    },
    state: () => ({
      circuit: circuitNames[circuit.state],
      underWay: maxConcurrent - places.executionSlots,
      queued: maxQueued - places.queueSlots,
      ...counted,
      probeAt: circuit.state === CircuitState.Open ? new Date(pause.probeAt) : null,
      lastFailure,
    }),
  };
  watchGuard(guard);
  return guard;
}

function buildCircuit({ opensAfter = 5, firstPauseMs = 2_000 }: GuardOptions, pause: { probeAt: number }) {
  const circuit = circuitBreaker(
    // A probe whose caller left has learnt nothing: the circuit stays open. The library would take every error that does
    // not count for a sign of life.
    handleWhen(
      (error) => countsAgainst(error) || (circuit.state === CircuitState.HalfOpen && error instanceof CallerAborted),
    ),
    {
      breaker: new ConsecutiveBreaker(opensAfter),
      halfOpenAfter: new DelegateBackoff(({ attempt }) => {
        const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
        pause.probeAt = Date.now() + pauseMs;
        return pauseMs;
      }),
    },
  );
  return circuit;
}

// The library ends a call whose caller left as it ends one that took too long.
async function reachable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  const left = Promise.withResolvers<never>();
  const leave = (): void => left.reject(new CallerAborted(signal.reason));
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([left.promise, work]);
  } catch (error) {
    throw signal.aborted ? new CallerAborted(signal.reason) : error;
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const circuitNames = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.Isolated]: "open",
  [CircuitState.HalfOpen]: "half_open",
} as const satisfies Record<CircuitState, GuardState["circuit"]>;

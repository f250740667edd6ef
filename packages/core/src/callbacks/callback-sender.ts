import type { Services } from "#context.ts";

import { createAttemptRecorder, type AttemptRecorder } from "./attempt-recorder.ts";
import { drainEndpoint, type Drain } from "./drain-endpoint.ts";
import { createEndpointLocks, type EndpointLocks } from "./endpoint-locks.ts";
import { createGuardedAgent, type CallbackAgent } from "./guarded-agent.ts";
import { leaveEndpoint } from "./leave-endpoint.ts";
import { scheduleDrain } from "./schedule-drain.ts";

export interface CallbackSenderOptions {
  /** Default: public addresses alone, unless settings allow others. Tests lend their own. */
  readonly agent?: CallbackAgent;
  /** Until the status of an answer. Default 10 seconds. */
  readonly headersTimeoutMs?: number;
  /** Until the end of an answer. Default 15 seconds. */
  readonly totalTimeoutMs?: number;
  /** How many endpoints are sent to at once. Default 200. */
  readonly mostEndpoints?: number;
  /** How long one endpoint is sent to without a break. Default 10 seconds. */
  readonly turnMs?: number;
}

/** Sends callbacks in the background of a process. */
export interface CallbackSender {
  /**
   * Starts sending to an endpoint, or has it looked at again when it is being sent to here. Returns at once:
   * `elsewhere` when another process sends to it, `busy` when this one has no room or is stopping.
   */
  take(endpointId: string): Promise<"taken" | "elsewhere" | "busy">;
  /** Resolves when nothing is being sent. Rejects with what went wrong since the last call. */
  settled(): Promise<void>;
  /** Starts nothing new, waits 5 seconds for what is under way, puts the rest back. */
  stop(): Promise<void>;
}

/** Requests under way in a process beyond the first of each endpoint. */
const mostRequests = 1_000;
/** When a process dies its endpoints are looked at by another after this. */
const watchMs = 5_000;
const graceMs = 5_000;

/**
 * The sender of a process. It waits for receivers by itself and takes no worker's slot while it does, so that an endpoint
 * that hangs costs the others nothing.
 *
 * One process at a time sends to an endpoint, by an advisory lock that dies with its holder, and a watching job is planned
 * for each endpoint before sending starts: what a process had in its hands when it was killed is sent by the next one.
 */
export function createCallbackSender(services: Services, options: CallbackSenderOptions = {}): CallbackSender {
  return new BackgroundSender(services, options);
}

interface Sending {
  /** Undefined until the lock is ours. */
  drain?: Drain;
}

class BackgroundSender implements CallbackSender {
  readonly #services: Services;
  readonly #options: CallbackSenderOptions;
  readonly #agent: CallbackAgent;
  readonly #recorder: AttemptRecorder;
  readonly #locks: EndpointLocks;
  readonly #active = new Map<string, Sending>();
  readonly #ended = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #abort = new AbortController();
  #failure: Error | undefined;

  constructor(services: Services, options: CallbackSenderOptions) {
    this.#services = services;
    this.#options = options;
    this.#agent = options.agent ?? createGuardedAgent({ allowPrivate: services.settings.allowPrivateCallbacks });
    this.#recorder = createAttemptRecorder(services);
    this.#locks = createEndpointLocks(services.db.pool, () => this.#loseLocks());
  }

  async take(endpointId: string): Promise<"taken" | "elsewhere" | "busy"> {
    if (this.#active.has(endpointId)) {
      await this.#watch(endpointId);
      this.#active.get(endpointId)?.drain?.wake();
      return "taken";
    }
    if (this.#stopping.signal.aborted || this.#active.size >= (this.#options.mostEndpoints ?? 200)) return "busy";
    const sending: Sending = {};
    this.#active.set(endpointId, sending);
    try {
      if (!(await this.#locks.acquire(endpointId))) {
        this.#active.delete(endpointId);
        return "elsewhere";
      }
      await this.#watch(endpointId);
      this.#start(endpointId, sending);
      return "taken";
    } catch (error) {
      this.#active.delete(endpointId);
      await this.#locks.release(endpointId).catch(() => undefined);
      throw error;
    }
  }

  async settled(): Promise<void> {
    await this.#allEnded();
    const met = this.#failure;
    this.#failure = undefined;
    if (met !== undefined) throw met;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const timer = setTimeout(() => this.#abort.abort(), graceMs);
    await this.#allEnded();
    clearTimeout(timer);
    await this.#agent.destroy();
  }

  #start(endpointId: string, sending: Sending): void {
    const { headersTimeoutMs, totalTimeoutMs, turnMs } = this.#options;
    const drain = drainEndpoint(this.#services, endpointId, {
      agent: this.#agent,
      recorder: this.#recorder,
      hasRoom: () => this.#hasRoom(),
      stopping: this.#stopping.signal,
      abort: this.#abort.signal,
      headersTimeoutMs,
      totalTimeoutMs,
      turnMs,
    });
    sending.drain = drain;
    this.#ended.set(endpointId, this.#end(endpointId, drain));
  }

  async #end(endpointId: string, drain: Drain): Promise<void> {
    try {
      await leaveEndpoint(this.#services, endpointId, await drain.ended, () => this.#locks.release(endpointId));
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error("sending failed", { cause: error });
      // The watching job comes back for it.
      this.#services.log.error({ err: error, endpointId }, "callback_drain_failed");
      await this.#locks.release(endpointId).catch(() => undefined);
    } finally {
      this.#active.delete(endpointId);
      this.#ended.delete(endpointId);
    }
  }

  #hasRoom(): boolean {
    let underWay = 0;
    for (const { drain } of this.#active.values()) underWay += drain?.inFlight ?? 0;
    return underWay < mostRequests;
  }

  // Without its lock a drain must not go on: another process may be sending to the same endpoint.
  #loseLocks(): void {
    this.#services.log.warn({ endpoints: this.#active.size }, "callback_locks_lost");
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  #watch(endpointId: string): Promise<void> {
    return scheduleDrain(this.#services, endpointId, new Date(this.#services.now().getTime() + watchMs));
  }

  async #allEnded(): Promise<void> {
    while (this.#ended.size > 0) await Promise.all(this.#ended.values());
  }
}

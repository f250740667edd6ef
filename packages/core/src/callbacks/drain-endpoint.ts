import type { Agent } from "undici";

import type { Services } from "#context.ts";

import type { AttemptRecorder } from "./attempt-recorder.ts";
import { afterAttempt, closedBreaker, isOpen, isProbing, type BreakerState } from "./breaker.ts";
import { claimDeliveries, reclaimDeliveries, type ClaimedDelivery } from "./claim-deliveries.ts";
import { isDelivered, sentDelivery, unsentDelivery, type SentDelivery } from "./delivery-outcome.ts";
import { readEndpoint, type DrainEndpoint } from "./endpoint-health.ts";
import { createLine } from "./line.ts";
import { createPace, type Pace } from "./pace.ts";
import { sendCallback, type CallbackAnswer } from "./send-callback.ts";

export interface DrainOptions {
  readonly agent: Agent;
  readonly recorder: AttemptRecorder;
  /** Asked before each send beyond the first: whether the process has room for one more request. */
  readonly hasRoom: () => boolean;
  /** Starts nothing new any more; what is under way is waited for. */
  readonly stopping: AbortSignal;
  /** Gives up what is under way too. */
  readonly abort: AbortSignal;
  readonly headersTimeoutMs?: number | undefined;
  readonly totalTimeoutMs?: number | undefined;
  /** After this others get their turn. Default 10 seconds. */
  readonly turnMs?: number | undefined;
}

/** How an endpoint was left. */
export interface Drained {
  /** Attempts made. */
  readonly sent: number;
  /** As it was last seen; null when it is gone or not to be called. */
  readonly endpoint: DrainEndpoint | null;
  /** It answered 410. */
  readonly gone: boolean;
}

export interface Drain {
  readonly ended: Promise<Drained>;
  readonly inFlight: number;
  /** More may be due now. */
  wake(): void;
}

const mostClaimed = 100;
/** How often an endpoint's settings and what is due are looked at while something is under way. */
const lookMs = 250;

/**
 * Sends what is due to one endpoint until nothing is, its breaker opens, or its turn is over. The caller holds the
 * endpoint's lock.
 *
 * Claims a little more than may be under way, sends as many at once as the endpoint allows, and lets the recorder write
 * down what came of it while the next are on their way.
 */
export function drainEndpoint(services: Services, endpointId: string, options: DrainOptions): Drain {
  const drain = new EndpointDrain(services, endpointId, options);
  return {
    ended: drain.run(),
    get inFlight() {
      return drain.inFlight;
    },
    wake: () => drain.wake(),
  };
}

class EndpointDrain {
  inFlight = 0;
  #sent = 0;
  #unrecorded = 0;
  #endpoint: DrainEndpoint | null = null;
  #pace: Pace = createPace(null, null);
  #lookedAt = Number.NEGATIVE_INFINITY;
  #mayBeDue = true;
  /** Nothing more is started; what is under way goes on. */
  #halted = false;
  #gone = false;
  #failure: Error | undefined;
  #wakeUp: () => void = () => undefined;
  readonly #line = createLine();
  readonly #services: Services;
  readonly #endpointId: string;
  readonly #options: DrainOptions;
  readonly #deadline: number;

  constructor(services: Services, endpointId: string, options: DrainOptions) {
    this.#services = services;
    this.#endpointId = endpointId;
    this.#options = options;
    this.#deadline = performance.now() + (options.turnMs ?? 10_000);
  }

  wake(): void {
    this.#mayBeDue = true;
    this.#wakeUp();
  }

  async run(): Promise<Drained> {
    const onStop = (): void => this.#wakeUp();
    this.#options.stopping.addEventListener("abort", onStop);
    try {
      await reclaimDeliveries(this.#services.db.pool, this.#endpointId);
      while (!this.#isOver()) {
        await this.#look();
        await this.#claim();
        this.#start();
        await this.#sleepUntilSomethingChanges();
      }
    } catch (error) {
      this.#fail(error);
    }
    await this.#settle();
    this.#options.stopping.removeEventListener("abort", onStop);
    if (this.#failure !== undefined) throw this.#failure;
    return { sent: this.#sent, endpoint: this.#endpoint, gone: this.#gone };
  }

  #isOver(): boolean {
    return this.#halted || (this.inFlight === 0 && this.#line.size === 0 && !this.#mayBeDue);
  }

  // Settings may change, and others may add, while something is under way.
  async #look(): Promise<void> {
    if (performance.now() - this.#lookedAt < lookMs) return;
    this.#lookedAt = performance.now();
    if (this.#line.size === 0) this.#mayBeDue = true;
    const { settings, db } = this.#services;
    const now = this.#services.now();
    const seen = await readEndpoint(db.pool, { endpointId: this.#endpointId, settings, now });
    if (seen?.ratePerSecond !== this.#endpoint?.ratePerSecond) {
      this.#pace = createPace(seen?.ratePerSecond ?? null, this.#pace.until ?? seen?.pacedUntil ?? null);
    }
    // How it stands is ours to say while we hold its lock.
    this.#endpoint = seen && { ...seen, breaker: this.#endpoint?.breaker ?? seen.breaker };
    const isOverdue = this.#options.stopping.aborted || performance.now() > this.#deadline;
    this.#halted ||= isOverdue || seen === null || isOpen(this.#breaker(), now);
  }

  async #claim(): Promise<void> {
    const endpoint = this.#endpoint;
    if (endpoint === null || this.#halted || !this.#mayBeDue || this.#line.size > this.#mostInFlight()) return;
    const now = this.#services.now();
    const limit = isProbing(endpoint.breaker, now) ? 1 : Math.min(mostClaimed, 2 * endpoint.maxInFlight + 2);
    const { ordered } = endpoint;
    const claimed = await claimDeliveries(this.#services.db.pool, { endpointId: endpoint.id, ordered, limit, now });
    this.#mayBeDue = claimed.length === limit;
    this.#line.add(claimed);
  }

  #start(): void {
    const endpoint = this.#endpoint;
    while (endpoint !== null && !this.#halted && this.inFlight < this.#mostInFlight()) {
      const now = this.#services.now().getTime();
      if (this.inFlight > 0 && !this.#options.hasRoom()) return;
      if (this.#options.recorder.isBehind || this.#pace.waitMs(now) > 0) return;
      const delivery = this.#line.next();
      if (delivery === undefined) return;
      this.#pace.take(now);
      void this.#send(endpoint, delivery);
    }
  }

  #mostInFlight(): number {
    if (this.#endpoint === null) return 0;
    return isProbing(this.#breaker(), this.#services.now()) ? 1 : this.#endpoint.maxInFlight;
  }

  #breaker(): BreakerState {
    return this.#endpoint?.breaker ?? closedBreaker;
  }

  async #send({ url, secrets }: DrainEndpoint, delivery: ClaimedDelivery): Promise<void> {
    const { agent, abort: signal, headersTimeoutMs, totalTimeoutMs } = this.#options;
    const { eventId, requestId, body } = delivery;
    this.inFlight += 1;
    const answer = await sendCallback(
      { url, secrets, eventId, requestId, body, attempt: delivery.attempt + 1 },
      { agent, now: this.#services.now, signal, headersTimeoutMs, totalTimeoutMs },
    );
    this.inFlight -= 1;
    this.#line.done(delivery);
    // We stopped, the receiver did not fail.
    if (answer.errorCode === "aborted") this.#record([unsentDelivery(delivery)], null);
    else this.#take(delivery, answer);
    this.#wakeUp();
  }

  #take(delivery: ClaimedDelivery, answer: CallbackAnswer): void {
    const endpoint = this.#endpoint;
    const now = this.#services.now();
    const before = this.#breaker();
    const breaker = afterAttempt(before, isDelivered(answer), now);
    const outcome = sentDelivery(delivery, answer, { schedule: endpoint?.retrySchedule ?? [], now });
    if (endpoint !== null) this.#endpoint = { ...endpoint, breaker };
    this.#sent += 1;
    this.#gone ||= answer.status === 410;
    const mustWait = endpoint?.ordered === true && outcome.state === "retrying";
    this.#halted ||= this.#gone || mustWait || isOpen(breaker, now);
    const stands = before.consecutiveFailures === 0 && breaker.consecutiveFailures === 0;
    this.#record([outcome], stands ? null : breaker);
  }

  #record(sent: readonly SentDelivery[], breaker: BreakerState | null): void {
    if (sent.length === 0) return;
    this.#unrecorded += sent.length;
    const record = { endpointId: this.#endpointId, sent, breaker, pacedUntil: this.#pace.until };
    void this.#options.recorder
      .write(record)
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#unrecorded -= sent.length;
        this.#wakeUp();
      });
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error("the drain failed", { cause: error });
    this.#halted = true;
  }

  async #sleepUntilSomethingChanges(): Promise<void> {
    if (this.#isOver() || (this.#line.size === 0 && this.#mayBeDue && this.inFlight < this.#mostInFlight())) return;
    const paceMs = this.#line.size > 0 ? this.#pace.waitMs(this.#services.now().getTime()) : 0;
    await this.#sleep(paceMs > 0 ? Math.min(paceMs, lookMs) : lookMs);
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wakeUp(), ms);
      this.#wakeUp = () => {
        clearTimeout(timer);
        this.#wakeUp = () => undefined;
        resolve();
      };
    });
  }

  // What was claimed goes back; what is under way is waited for and written down.
  async #settle(): Promise<void> {
    this.#record(this.#line.clear().map(unsentDelivery), null);
    while (this.inFlight > 0 || this.#unrecorded > 0) await this.#sleep(lookMs);
  }
}

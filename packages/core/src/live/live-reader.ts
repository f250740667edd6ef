import type { LiveMessage } from "./live-message.ts";

/** Where a reader's first messages come from, and its newest state when it fell behind. */
export interface ReaderSource {
  /** What to send first, and up to which number that goes. */
  begin(): Promise<Backlog>;
  /** The present state as one `resync`. */
  resync(): Promise<Backlog>;
}

export interface Backlog {
  readonly messages: readonly LiveMessage[];
  readonly upTo: bigint;
}

interface Numbered {
  readonly seq: bigint;
  readonly message: LiveMessage;
}

/**
 * Never more bytes than this are held for one reader, those that it has taken and not yet asked on after among them; from 80 %
 * on it gets the newest state instead.
 */
const mostBytes = 1_048_576;
export const coalesceBytes = mostBytes * 0.8;

/**
 * One reader's queue. It is filled before the backlog is read, and numbers that the backlog covers are dropped, so that
 * nothing is missed and nothing comes twice. A reader that is slow loses its queue and gets the newest state.
 */
export class LiveReader {
  readonly #source: ReaderSource;
  #queue: Numbered[] = [];
  #extra: LiveMessage[] = [];
  #bytes = 0;
  /** What was taken last: its bytes are held until more is asked for. */
  #inHand = 0;
  /** The last number that was queued or covered by a backlog. */
  #last = 0n;
  #behind: "start" | "slow" | null = "start";
  #loading = false;
  #ended = false;
  #onSomething: (() => void) | undefined;
  #lastTakenAt = performance.now();
  #onEnd: () => void;

  constructor(source: ReaderSource, onEnd: () => void) {
    this.#source = source;
    this.#onEnd = onEnd;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** How long nothing was taken although something may wait; 0 while somebody is waiting for more. */
  stalledMs(now: number): number {
    return this.#onSomething === undefined && !this.#loading ? now - this.#lastTakenAt : 0;
  }

  /** Hands an event to the reader. */
  offer(seq: bigint, message: LiveMessage): void {
    if (this.#ended || (!this.#loading && (this.#behind === "slow" || seq <= this.#last))) return;
    this.#last = seq;
    this.#queue.push({ seq, message });
    this.#bytes += message.bytes;
    if (this.#bytes + this.#inHand > coalesceBytes) this.#fallBehind();
    this.#wake();
  }

  /** Hands over a message outside the sequence, a ping or the shutdown; the last one counts. */
  tell(message: LiveMessage): void {
    if (this.#ended) return;
    this.#extra = [message];
    this.#wake();
  }

  /** All that waits, or what comes next; null at the end. */
  async take(): Promise<readonly LiveMessage[] | null> {
    this.#inHand = 0;
    for (;;) {
      if (this.#behind !== null && !this.#ended) {
        const backlog = await this.#catchUp();
        if (backlog.length > 0) return this.#taken(backlog);
      }
      const messages = [...this.#queue.map(({ message }) => message), ...this.#extra];
      this.#queue = [];
      this.#extra = [];
      this.#bytes = 0;
      if (messages.length > 0) return this.#taken(messages);
      if (this.#ended) return null;
      await new Promise<void>((done) => (this.#onSomething = done));
    }
  }

  /** Ends the stream; with `drain`, after what waits has been taken. */
  end({ drain = false }: { drain?: boolean } = {}): void {
    if (this.#ended) return;
    this.#ended = true;
    if (!drain) {
      this.#queue = [];
      this.#extra = [];
    }
    this.#onEnd();
    this.#wake();
  }

  async #catchUp(): Promise<readonly LiveMessage[]> {
    const reason = this.#behind;
    this.#behind = null;
    this.#loading = true;
    try {
      const { messages, upTo } = await (reason === "start" ? this.#source.begin() : this.#source.resync());
      this.#queue = this.#queue.filter(({ seq }) => seq > upTo);
      this.#last = this.#queue.at(-1)?.seq ?? upTo;
      this.#bytes = this.#queue.reduce((sum, { message }) => sum + message.bytes, 0);
      return messages;
    } catch (error) {
      this.end();
      throw error;
    } finally {
      this.#loading = false;
      this.#lastTakenAt = performance.now();
    }
  }

  // While the state is being read the queue must keep what comes after it; it cannot be large by then.
  #fallBehind(): void {
    this.#behind = "slow";
    if (this.#loading && this.#bytes + this.#inHand < mostBytes) return;
    this.#queue = [];
    this.#bytes = 0;
  }

  #taken(messages: readonly LiveMessage[]): readonly LiveMessage[] {
    this.#lastTakenAt = performance.now();
    this.#inHand = messages.reduce((sum, { bytes }) => sum + bytes, 0);
    return messages;
  }

  #wake(): void {
    const done = this.#onSomething;
    this.#onSomething = undefined;
    done?.();
  }
}

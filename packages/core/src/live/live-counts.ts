import type { LiveStreamName } from "./stream-input.ts";

/** The live streams of one process. */
export interface LiveCounts {
  /** Streams that are open. */
  readonly streams: number;
  /** Of them, those of people and keys that are known. */
  readonly authenticated: number;
  readonly byStream: Readonly<Record<LiveStreamName, number>>;
}

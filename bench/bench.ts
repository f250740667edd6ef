/** One measured number, with what was promised for it. */
export interface Measurement {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** The worst value that keeps the promise: a floor, or a ceiling when `lowerIsBetter`. */
  readonly promised?: number;
  readonly lowerIsBetter?: boolean;
}

/** Something that can be measured again and again on the same machine. */
export interface Bench {
  readonly name: string;
  /** What is measured, in one sentence. */
  readonly about: string;
  /** How often it is measured for a median; default 3. */
  readonly runs?: number;
  /** Prepares once, and hands out one measured run and the way to clean up. */
  readonly open: () => Promise<OpenBench>;
}

export interface OpenBench {
  readonly run: () => Promise<readonly Measurement[]>;
  readonly close: () => Promise<void>;
}

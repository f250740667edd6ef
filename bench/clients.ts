import { setTimeout as wait } from "node:timers/promises";

/** How a fixed number of clients fared who did the same thing over and over. */
export interface ClientRun {
  readonly done: number;
  readonly perSecond: number;
  readonly latenciesMs: readonly number[];
}

/**
 * Lets `count` clients repeat `act` until `durationMs` is over or `act` answers false. The first tenth of the time warms
 * up and is not counted.
 */
export async function runClients(
  { count, durationMs }: { count: number; durationMs: number },
  act: (client: number, turn: number) => Promise<boolean>,
): Promise<ClientRun> {
  const started = performance.now();
  const counted = started + durationMs / 10;
  const end = started + durationMs;
  const latenciesMs: number[] = [];
  let last = counted;
  const client = async (_: unknown, index: number): Promise<void> => {
    for (let turn = 0; performance.now() < end; turn += 1) {
      const before = performance.now();
      if (!(await act(index, turn))) return;
      const after = performance.now();
      if (before >= counted) latenciesMs.push(after - before);
      last = Math.max(last, after);
    }
  };
  await Promise.all(Array.from({ length: count }, client));
  return { done: latenciesMs.length, perSecond: (latenciesMs.length * 1000) / (last - counted), latenciesMs };
}

/** Starts `act` at a steady rate, however long each takes, and waits for the last. */
export async function runAtRate(perSecond: number, durationMs: number, act: () => Promise<void>): Promise<void> {
  const started = performance.now();
  const all: Promise<void>[] = [];
  for (let elapsed = 0; elapsed < durationMs; elapsed = performance.now() - started) {
    while (all.length < (elapsed * perSecond) / 1000) all.push(act());
    await wait(1);
  }
  await Promise.all(all);
}

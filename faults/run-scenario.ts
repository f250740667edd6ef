import { setTimeout as wait } from "node:timers/promises";

import { findIdleWorkers } from "./find-idle-workers.ts";
import { countWrongs, type Wrongs } from "./ledger/count-wrongs.ts";
import { outstanding } from "./ledger/outstanding.ts";
import { takeStock } from "./ledger/take-stock.ts";
import { createRandom } from "./random.ts";
import { BrokenPromise, type Scenario } from "./scenario.ts";
import { waitUntil } from "./wait-until.ts";
import { openWorld, type World } from "./world/open-world.ts";
import type { OwnPostgres } from "./world/postgres.ts";

export interface RunOptions {
  readonly seed: number;
  /** How long harm is done. */
  readonly seconds: number;
  readonly postgres: OwnPostgres | null;
  /** After which something counts as stuck. Default 10,000, which is what is promised; more for a machine that is busy. */
  readonly patienceMs?: number;
}

/** What one scenario did to the system, and what the system made of it. */
export interface Outcome extends Wrongs {
  readonly name: string;
  readonly about: string;
  /** How much was committed meanwhile, and how many callbacks that meant. */
  readonly committed: { readonly events: number; readonly jobs: number; readonly callbacks: number };
  /** Most repeats that the interruptions explain: what was in the hands of those who were interrupted. */
  readonly inFlight: { readonly jobs: number; readonly callbacks: number };
  /** Not done when patience was at an end after the fault was over. */
  readonly stuck: number;
  /** From the end of the fault until all that was committed by then was done; null when that never came. */
  readonly recoverySeconds: number | null;
  /** Some of what was stuck, for whoever looks into it. */
  readonly stuckNames: readonly string[];
  /** Workers that lived and did nothing. */
  readonly idleWorkers: number;
  /** What of this must not be, as sentences. */
  readonly wrongs: readonly string[];
  /** Kept when something is wrong. */
  readonly logFolder: string;
}

/** What is not done after so many times our patience will never be. */
const lostAfter = 6;
/** A worker runs this many jobs at once. */
const jobsAtOnce = 10;
/** A drain notes what came of its callbacks when it has sent all that it took, this many at most. */
const callbacksAtOnce = 50;

/** Runs one scenario in a world of its own. */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<Outcome> {
  const { seed, seconds, postgres, patienceMs = 10_000 } = options;
  const random = createRandom(seed, scenario.name);
  const { workers = 3, settings, receivers } = scenario;
  const world = await openWorld({ postgres, workers, random, settings, receivers });
  let outcome: Outcome | undefined;
  try {
    await untilAtWork(world, patienceMs);
    const broken = await tryInject(scenario, world, { random, seconds, patienceMs });
    outcome = await judge(scenario, world, { broken, patienceMs });
    return outcome;
  } finally {
    await world.close({ keepLogs: outcome === undefined || outcome.wrongs.length > 0 });
  }
}

async function untilAtWork(world: World, patienceMs: number): Promise<void> {
  const works = async () => (await takeStock(world)).effects.size > 20;
  if (!(await waitUntil({ withinMs: patienceMs * lostAfter }, works)))
    throw new Error("the workers never began to work");
}

async function tryInject(
  scenario: Scenario,
  world: World,
  means: Parameters<Scenario["inject"]>[1],
): Promise<string | null> {
  try {
    await scenario.inject(world, means);
    return null;
  } catch (error) {
    if (error instanceof BrokenPromise) return error.message;
    throw error;
  }
}

interface Judged {
  /** What the scenario itself says was not kept. */
  readonly broken: string | null;
  readonly patienceMs: number;
}

async function judge({ name, about }: Scenario, world: World, { broken, patienceMs }: Judged): Promise<Outcome> {
  const withinMs = patienceMs * lostAfter;
  const { recoverySeconds, stuck, stuckNames } = await watchRecovery(world, patienceMs);
  await world.load.stop();
  await waitUntil({ withinMs, everyMs: 200 }, async () => outstanding(await takeStock(world)).length === 0);
  const idleWorkers = (await findIdleWorkers(world, patienceMs)).length;
  const stock = await takeStock(world);
  const events = stock.written.events.length;
  const receivers = stock.arrivals.size;
  const refused = await countRefused(world);
  const measured = {
    ...countWrongs(stock, world.load.acknowledged),
    committed: { events, jobs: stock.written.jobs.length, callbacks: events * receivers },
    inFlight: {
      jobs: world.disrupted() * jobsAtOnce,
      callbacks: world.disrupted() * receivers * callbacksAtOnce + refused,
    },
    stuck,
    stuckNames,
    recoverySeconds,
    idleWorkers,
  };
  const wrongs = [...(broken === null ? [] : [broken]), ...listWrongs(measured)];
  return { name, about, ...measured, wrongs, logFolder: world.logFolder };
}

// What a receiver did not answer with success it is sent again.
async function countRefused({ observer }: World): Promise<number> {
  const rows = await observer.query<{ count: number }>(
    "select count(*)::int as count from callback_attempts where status is null or status not between 200 and 299",
  );
  return rows[0]?.count ?? 0;
}

// Writing goes on meanwhile: what recovers has to keep up, too.
async function watchRecovery(
  world: World,
  patienceMs: number,
): Promise<Pick<Outcome, "recoverySeconds" | "stuck" | "stuckNames">> {
  const over = performance.now();
  const due = new Set(outstanding(await takeStock(world)));
  const left = async (): Promise<string[]> => outstanding(await takeStock(world)).filter((one) => due.has(one));
  const isDone = async (): Promise<boolean> => (await left()).length === 0;
  const inTime = await waitUntil({ withinMs: patienceMs }, isDone);
  const stuck = inTime ? [] : await left();
  const recovered = inTime || (await waitUntil({ withinMs: patienceMs * lostAfter }, isDone));
  const recoverySeconds = recovered ? (performance.now() - over) / 1_000 : null;
  // Work that comes after the fault belongs to the proof.
  await wait(1_000);
  return { recoverySeconds, stuck: stuck.length, stuckNames: stuck.slice(0, 5) };
}

function listWrongs(measured: Omit<Outcome, "name" | "about" | "wrongs" | "logFolder">): string[] {
  const { lost, doubled, outOfOrder, stuck, idleWorkers, repeated, inFlight, committed } = measured;
  const wrongs = [
    [lost > 0, `${lost} lost`],
    [doubled > 0, `${doubled} happened twice that must happen once`],
    [outOfOrder > 0, `${outOfOrder} out of order`],
    [stuck > 0, `${stuck} stuck`],
    [idleWorkers > 0, `${idleWorkers} workers live and do nothing`],
    [repeated.jobs > inFlight.jobs, `${repeated.jobs} jobs repeated, ${inFlight.jobs} were in flight`],
    [
      repeated.callbacks > inFlight.callbacks,
      `${repeated.callbacks} callbacks repeated, ${inFlight.callbacks} were in flight`,
    ],
    [committed.events < 20, `only ${committed.events} events were committed: nothing was tried`],
  ] as const;
  return wrongs.flatMap(([isWrong, sentence]) => (isWrong ? [sentence] : []));
}

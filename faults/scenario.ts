import type { Random } from "./random.ts";
import type { NewEndpoint } from "./world/endpoints.ts";
import type { World } from "./world/open-world.ts";

/** One way in which things go wrong. */
export interface Scenario {
  readonly name: string;
  /** What is done to the system, as the table tells it. */
  readonly about: string;
  /** How many workers there are; default 3. */
  readonly workers?: number;
  /** True when Postgres itself is harmed, so that it has to be our own. */
  readonly needsOwnPostgres?: boolean;
  /** For the workers, beyond the usual. */
  readonly settings?: object;
  /** Who is called; default one receiver that answers as it should. */
  readonly receivers?: readonly [NewEndpoint, ...NewEndpoint[]];
  /**
   * Does the harm, and returns when it is over. Throws with a sentence when something promised for this very fault did not
   * happen.
   */
  inject(world: World, means: Means): Promise<void>;
}

/** What a scenario has at hand. */
export interface Means {
  readonly random: Random;
  /** How long to do harm: 10, or 3 in the short form. */
  readonly seconds: number;
  /** After which something that has not come about counts as stuck: 10 seconds. */
  readonly patienceMs: number;
}

/** A promise that was not kept. */
export class BrokenPromise extends Error {}

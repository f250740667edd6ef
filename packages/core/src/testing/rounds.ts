import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Races are run as often as we promise, by `pnpm soak`. */
    soak: boolean;
  }
}

/** How often a race is run: `promised` times by `pnpm soak`, a fifth of them with all other tests, which are to be quick. */
export function rounds(promised: number): number {
  return inject("soak") ? promised : Math.ceil(promised / 5);
}

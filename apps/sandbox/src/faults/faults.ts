import { z } from "zod";

import { BoundedMap } from "../bounded-map.ts";
import type { SeededRandom } from "../seeded-random.ts";
import type { Reply } from "../server/exchange.ts";

const faultTargets = [
  "stripe",
  "carriers",
  "shopify",
  "marketplaces",
  "etsy",
  "amazon",
  "erp",
  "webhook",
  "outgoing",
] as const;
export type FaultTarget = (typeof faultTargets)[number];

const regularExpression = z.string().max(200).refine(isRegularExpression, "is not a regular expression");

export const faultInput = z.strictObject({
  target: z.enum(faultTargets),
  kind: z.enum(["status", "timeout", "drop_after", "slow", "malformed", "rate_limit", "repeat"]),
  status: z.number().int().min(400).max(599).default(503),
  delayMs: z.number().int().min(0).max(600_000).optional(),
  /** Share of the fitting requests that fail. */
  rate: z.number().min(0).max(1).default(1),
  /** How often it strikes before it goes away by itself; without it, until deleted. */
  times: z.number().int().min(1).optional(),
  /** A regular expression over `METHOD /path`. */
  pathPattern: regularExpression.optional(),
  retryAfterSeconds: z.number().int().min(0).max(3600).optional(),
});

export interface Fault extends z.infer<typeof faultInput> {
  id: string;
  struck: number;
}

export interface Faults {
  add(input: z.infer<typeof faultInput>): Fault;
  list(): Fault[];
  clear(): void;
  /** The fault that strikes this request, if any; counts it. The first that fits and wins its dice decides. */
  strike(target: FaultTarget, subject: string): Fault | undefined;
  /** The last good answer to each `METHOD /path`, whatever its query was: what a `repeat` gives once more. */
  readonly answers: Map<string, Reply>;
}

const MOST_FAULTS = 100;
const MOST_ANSWERS = 100;

export function createFaults(random: SeededRandom): Faults {
  let faults: Fault[] = [];
  let added = 0;
  const answers = new BoundedMap<string, Reply>(MOST_ANSWERS);
  return {
    add(input) {
      const fault = { ...input, id: `fault_${++added}`, struck: 0 };
      faults = [...faults, fault].slice(-MOST_FAULTS);
      return fault;
    },
    list: () => faults,
    answers,
    clear: () => {
      faults = [];
      answers.clear();
    },
    strike(target, subject) {
      const fault = faults.find((candidate) => fits(candidate, target, subject) && random.next() < candidate.rate);
      if (fault === undefined) return undefined;
      fault.struck += 1;
      if (fault.struck === fault.times) faults = faults.filter((other) => other !== fault);
      return fault;
    },
  };
}

function fits(fault: Fault, target: FaultTarget, subject: string): boolean {
  return fault.target === target && (fault.pathPattern === undefined || new RegExp(fault.pathPattern).test(subject));
}

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

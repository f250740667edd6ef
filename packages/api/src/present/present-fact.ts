import { z } from "zod";

import type { FactView } from "@cartwright/core/facts/views";

import type { factDto } from "#schemas/facts.ts";

import { toWire } from "./to-wire.ts";

const json = z.json();

/** A fact on its way out; its value is whatever JSON it was set to. */
export function presentFact({ value, ...fact }: FactView): z.infer<typeof factDto> {
  return { ...toWire(fact), value: json.parse(value) };
}

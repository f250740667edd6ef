import { z } from "zod";

export const cursorInput = z.string().min(1).max(500).meta({ description: "`nextCursor` of the page before." });

/** How many rows a page may have; `byDefault` when nothing is said. */
export function limitInput(byDefault: number) {
  return z.int().min(1).max(100).default(byDefault);
}

export const nextCursor = z.string().nullable().meta({ description: "Null on the last page." });

export const idInput = z.uuid();
/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime().meta({ example: "2026-11-21T09:00:00.000Z" });

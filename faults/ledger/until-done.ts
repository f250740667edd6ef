import { waitUntil } from "../wait-until.ts";
import type { World } from "../world/open-world.ts";
import { outstanding } from "./outstanding.ts";
import { takeStock } from "./take-stock.ts";

/**
 * Waits until everything has come about that was committed by now, while more is being written; `but` leaves out callbacks
 * to one endpoint. Answers whether it did.
 */
export async function untilDone(
  world: World,
  { withinMs, but = "" }: { withinMs: number; but?: string },
): Promise<boolean> {
  const now = async (): Promise<string[]> =>
    outstanding(await takeStock(world)).filter((one) => but === "" || !one.endsWith(but));
  const due = new Set(await now());
  return waitUntil({ withinMs, everyMs: 200 }, async () => (await now()).every((one) => !due.has(one)));
}

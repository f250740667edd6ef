import { setTimeout as pause } from "node:timers/promises";

/** Asks again every 100 ms until `read` answers something, or fails with `what` after `timeoutMs`. */
export async function waitUntil<T>(
  what: string,
  read: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 30_000,
): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (Date.now() > until) throw new Error(`${what}: not seen within ${timeoutMs / 1000} s`);
    await pause(100);
  }
}

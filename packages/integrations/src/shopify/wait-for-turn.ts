/** Waits, a little longer than told, so that those who were told the same do not come at once; ends when the signal fires. */
export async function waitForTurn(waitMs: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (waitMs <= 0) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, waitMs + Math.random() * Math.min(250, 20 + waitMs * 0.1));
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

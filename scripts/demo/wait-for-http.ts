import { setTimeout as wait } from "node:timers/promises";

interface WaitOptions {
  url: string;
  timeoutMs: number;
  signal: AbortSignal;
  /** Default: any answer that is not a server error. */
  isReady?: (response: Response) => boolean;
}

/** Waits until `url` answers as wanted. Throws after `timeoutMs` with the last answer. */
export async function waitForHttp({ url, timeoutMs, signal, isReady = isAnswer }: WaitOptions): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let last = "no answer";
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    const seen = await ask(url);
    if (seen instanceof Response && isReady(seen)) return;
    last = seen instanceof Response ? `${seen.status} ${(await seen.text()).slice(0, 300)}` : seen;
    await wait(100, undefined, { signal });
  }
  throw new Error(`${url} was not ready after ${timeoutMs / 1000} s; its last answer: ${last}`);
}

/** One request without patience: the response, or why there is none. */
export async function ask(url: string): Promise<Response | string> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: "manual" });
  } catch (error) {
    if (!(error instanceof Error)) return "no answer";
    return error.cause instanceof Error ? error.cause.message : error.message;
  }
}

function isAnswer(response: Response): boolean {
  return response.status < 500;
}

import type { Clock } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";

export interface PostOutcome {
  ok: boolean;
  status?: number;
  error?: string;
  ms: number;
}

export interface PostParts {
  clock: Clock;
  faults: Faults;
  signal: AbortSignal;
}

const ANSWER_WITHIN_MS = 10_000;

/**
 * Posts one webhook. An `outgoing` fault stands for the network between the vendor and us: `drop_after` delivers but
 * loses the answer (so a repeat follows), `slow` comes late, `malformed` arrives cut short, the others never arrive.
 */
export async function postWebhook(
  parts: PostParts,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<PostOutcome> {
  const fault = parts.faults.strike("outgoing", `POST ${new URL(url).pathname}`);
  if (fault?.kind === "status" || fault?.kind === "timeout" || fault?.kind === "rate_limit") {
    return { ok: false, error: `fault ${fault.kind}: not sent`, ms: 0 };
  }
  if (fault?.kind === "slow")
    await new Promise<void>((resolve) => parts.clock.schedule(fault.delayMs ?? 2_000, resolve));
  const sent = fault?.kind === "malformed" ? body.slice(0, body.length / 2) : body;
  const outcome = await post(parts.signal, url, headers, sent);
  return fault?.kind === "drop_after" ? { ok: false, error: "fault drop_after: answer lost", ms: outcome.ms } : outcome;
}

async function post(
  signal: AbortSignal,
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<PostOutcome> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "cartwright-sandbox/1", ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    // Read to the end, so that the connection can be used again.
    await response.arrayBuffer();
    return { ok: response.ok, status: response.status, ms: elapsed() };
  } catch (error) {
    return { ok: false, error: describe(error), ms: elapsed() };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

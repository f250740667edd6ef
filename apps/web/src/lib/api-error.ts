import { TRPCClientError } from "@trpc/client";
import { z } from "zod/mini";

const refusal = z.object({
  code: z.string(),
  details: z.optional(z.record(z.string(), z.unknown())),
  requestId: z.optional(z.string()),
});

/** Why a call did not succeed, as pages use it. `unreachable`: no answer came, so nobody knows whether it took effect. */
export interface CallFailure {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Finds the call in our logs. */
  readonly requestId?: string | undefined;
}

/** Reads what the API refused from an error that a call threw. */
export function readFailure(error: unknown): CallFailure {
  if (error instanceof TRPCClientError) {
    const parsed = refusal.safeParse(error.data);
    if (parsed.success) {
      const { code, details = {}, requestId } = parsed.data;
      return { code, message: error.message, details, requestId };
    }
  }
  return {
    code: "unreachable",
    message: "We could not reach the shop. Check your connection and try again.",
    details: {},
  };
}

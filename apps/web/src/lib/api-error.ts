import { TRPCClientError } from "@trpc/client";

/** Why a call did not succeed, as pages use it. `unreachable`: no answer came, so nobody knows whether it took effect. */
export interface CallFailure {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Finds the call in our logs. */
  readonly requestId?: string | undefined;
}

/** A refusal of the REST API, or one that pages need not ask it for. */
export class ApiRefusal extends Error {
  readonly failure: CallFailure;

  constructor(failure: CallFailure) {
    super(failure.message);
    this.name = "ApiRefusal";
    this.failure = failure;
  }
}

/** The refusal in a REST answer's body. */
export function readRefusal(body: unknown): ApiRefusal | null {
  const error = isRecord(body) && isRecord(body["error"]) ? body["error"] : {};
  const { code, message, details, requestId } = error;
  if (typeof code !== "string" || typeof message !== "string") return null;
  return new ApiRefusal({
    code,
    message,
    details: isRecord(details) ? details : {},
    requestId: typeof requestId === "string" ? requestId : undefined,
  });
}

/** Reads what the API refused from an error that a call threw. */
export function readFailure(error: unknown): CallFailure {
  if (error instanceof ApiRefusal) return error.failure;
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined;
  if (error instanceof TRPCClientError && isRecord(data) && typeof data["code"] === "string") {
    const { code, details, requestId } = data;
    return {
      code,
      message: error.message,
      details: isRecord(details) ? details : {},
      requestId: typeof requestId === "string" ? requestId : undefined,
    };
  }
  return {
    code: "unreachable",
    message: "We could not reach the shop. Check your connection and try again.",
    details: {},
  };
}

/** True for `{…}`, whatever it holds. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { isOfKind } from "./is-of-kind.ts";

/** The provider could not be reached, timed out or failed on its side: trying again may help. */
export class ProviderUnavailableError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOfKind(value, { kind: ProviderUnavailableError, name: "ProviderUnavailableError", asked: this });
  }
  override readonly name = "ProviderUnavailableError";
  readonly retryAfterMs: number | null;
  /** False when what was asked for was certainly not done: the request never left us, or was turned away unread. */
  readonly maybeDone: boolean;

  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number | null; maybeDone?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.maybeDone = options.maybeDone ?? true;
  }
}

/** The provider understood and said no: trying the same again will not help. */
export class ProviderRefusedError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOfKind(value, { kind: ProviderRefusedError, name: "ProviderRefusedError", asked: this });
  }
  override readonly name = "ProviderRefusedError";
  /** The provider's own code, for our logs. */
  readonly code: string;

  constructor(message: string, options: { code: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = options.code;
  }
}

/** A webhook whose signature is missing, wrong, or too old. */
export class InvalidSignatureError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOfKind(value, { kind: InvalidSignatureError, name: "InvalidSignatureError", asked: this });
  }
  override readonly name = "InvalidSignatureError";
}

/** The provider could not be reached, timed out or failed on its side: trying again may help. */
export class ProviderUnavailableError extends Error {
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
  override readonly name = "InvalidSignatureError";
}

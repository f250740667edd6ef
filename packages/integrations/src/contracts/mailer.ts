/** One mail to one person. */
export interface Mail {
  /** The same for every try: it makes the message's id, by which mail programs know a repeat. */
  readonly id: string;
  /** An address, or a name with its address in angle brackets. */
  readonly from: string;
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same words with a face; mail programs that show none show `text`. */
  readonly html?: string | undefined;
}

/** Carries mail out of the house. */
export interface Mailer {
  /**
   * Resolves once the next server has taken the mail. Throws `ProviderRefusedError` when this mail will never be taken (nobody
   * has that address), and `ProviderUnavailableError` when it may be taken later.
   */
  send(mail: Mail, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** Whether the server is there and lets us in; sends nothing. Throws as `send` does. */
  check(): Promise<void>;
}

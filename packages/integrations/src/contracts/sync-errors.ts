/** Another run of the same job is under way, or it is paused: this one was not begun. */
export class SyncBusyError extends Error {
  override readonly name = "SyncBusyError";
  /** When the other's lease ends if nobody extends it; null while the job is paused. */
  readonly heldUntil: Date | null;

  constructor(job: string, heldUntil: Date | null) {
    super(heldUntil === null ? `${job} is paused` : `${job} is being run by another`);
    this.heldUntil = heldUntil;
  }
}

/** The run is another's now: whoever held it must not write any more. */
export class SyncLeaseLostError extends Error {
  override readonly name = "SyncLeaseLostError";

  constructor(runId: string) {
    super(`the sync run ${runId} was taken over`);
  }
}

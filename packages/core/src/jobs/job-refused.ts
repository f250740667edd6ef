/** Why a job cannot be added: nobody here has heard of it, or its payload is not what it needs. */
export type JobRefusal = "unknown_job" | "invalid_payload";

/**
 * A job that was refused when it was to be added. It is a defect of the caller, so no edge shows it to anybody; the message
 * says what to repair.
 */
export class JobRefused extends Error {
  readonly job: string;
  readonly reason: JobRefusal;

  constructor(job: string, reason: JobRefusal, options: { detail: string; cause?: unknown }) {
    super(`the job ${job} was refused: ${options.detail}`, { cause: options.cause });
    this.name = "JobRefused";
    this.job = job;
    this.reason = reason;
  }
}

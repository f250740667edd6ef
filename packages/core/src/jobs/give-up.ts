/**
 * Thrown by whoever does a job when trying again cannot help: the job becomes a dead letter at once, with the message as its
 * error, and a person decides.
 */
export class GiveUp extends Error {
  override readonly name = "GiveUp";
}

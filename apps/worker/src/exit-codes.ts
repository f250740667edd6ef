/** Why a worker cannot go on. Whatever it is, its supervisor starts another. */
export type FatalReason =
  | "queue_ended"
  | "queue_pool_failed"
  | "queue_worker_failed"
  | "worker_lock_failed"
  | "worker_lock_lost"
  | "worker_stalled"
  | "queue_unreachable";

/** What the process ends with: 71 the queue or the lock failed, 73 it lived and did no work. */
export const fatalExitCodes = {
  queue_ended: 71,
  queue_pool_failed: 71,
  queue_worker_failed: 71,
  worker_lock_failed: 71,
  worker_lock_lost: 71,
  worker_stalled: 73,
  queue_unreachable: 73,
} as const satisfies Record<FatalReason, number>;

/** The stop took longer than a job may take to notice its signal. */
export const hardStopExitCode = 72;

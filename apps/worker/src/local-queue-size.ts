import type { WorkerEvents } from "graphile-worker";

/** As much work as is fetched ahead, in milliseconds: a job that is added with a higher priority waits for no more. */
const mostAheadMs = 100;
const largest = 512;

/**
 * Has the queue fetch as many jobs at once as it does in a tenth of a second: hundreds of quick ones, so that fetching costs
 * little for each, and as few as there are slots when they are slow, so that other workers and more urgent jobs need not
 * wait for what this worker has taken and not begun.
 *
 * Graphile Worker fetches `localQueue.size` at once and has no setting that moves. Its queue object reads the number anew
 * for every fetch; should a later version not, the size stays what it was at the start.
 */
export function adaptLocalQueue(events: WorkerEvents, smallest: number): void {
  let size = smallest;
  let fetchedAt = 0;
  let wasFull = false;
  events.on("localQueue:getJobs:complete", ({ jobs }) => {
    fetchedAt = performance.now();
    wasFull = jobs.length >= size;
  });
  // All that was fetched has been begun, and the next fetch is about to start. How long it takes does not count: the
  // slower fetching is, the more is worth fetching at once.
  events.on("localQueue:setMode", ({ localQueue, newMode }) => {
    if (newMode !== "POLLING" || !wasFull) return;
    const tookMs = performance.now() - fetchedAt;
    if (tookMs < mostAheadMs / 2) size = Math.min(largest, size * 2);
    else if (tookMs > mostAheadMs) size = Math.max(smallest, Math.floor(size / 2));
    resize(localQueue, size);
  });
  // What lay there for too long went back: these jobs are slow.
  events.on("localQueue:returnJobs", ({ localQueue }) => {
    size = smallest;
    wasFull = false;
    resize(localQueue, size);
  });
}

function resize(localQueue: object, size: number): void {
  if ("getJobBatchSize" in localQueue) localQueue.getJobBatchSize = size;
}

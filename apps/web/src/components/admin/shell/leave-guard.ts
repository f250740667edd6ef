/** Asked before the page is left; true lets go at once, false means that the guard asks first and goes on itself. */
export type LeaveGuard = (go: () => void) => boolean;

let guard: LeaveGuard | null = null;

/** Puts a guard at the door of the present page; the answer takes it away again. */
export function setLeaveGuard(next: LeaveGuard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}

/** Goes, unless something unsaved asks first. */
export function leave(go: () => void): void {
  if (guard === null || guard(go)) go();
}

/** For so many days a session that nobody uses still stands. */
export const sessionDays = 30;

/** A session that was last seen before this moment is over. */
export function unseenSince(now: Date): Date {
  return new Date(now.getTime() - sessionDays * 86_400_000);
}

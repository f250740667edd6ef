/** What the API asks of a new password. */
export const shortestPassword = 10;

/** Whether a text is written like an e-mail address. */
export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);
}

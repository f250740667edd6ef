/** One spelling for every way to write an address: NFKC, so that look-alike characters are one account; trimmed; lower case. */
export function normalizeEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

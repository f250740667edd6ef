/** A place on this site to go on to, from an address that anybody may have written; the account when it is none. */
export function safePath(next: string | null | undefined): string {
  if (!next || !next.startsWith("/") || /^\/[/\\]/.test(next) || /[\u0000-\u001f]/.test(next)) return "/account";
  return next;
}

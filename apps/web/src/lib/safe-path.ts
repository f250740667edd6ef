const here = "http://here.invalid";

/** A place on this site to go on to, from an address that anybody may have written; the account when it is none. */
export function safePath(next: string | null | undefined): string {
  if (!next?.startsWith("/") || !URL.canParse(next, here)) return "/account";
  // Read as a browser would: "//evil" and "/\evil" name another host, and so does what "/.//evil" comes to.
  const { origin, pathname, search } = new URL(next, here);
  return origin === here && !pathname.startsWith("//") ? pathname + search : "/account";
}

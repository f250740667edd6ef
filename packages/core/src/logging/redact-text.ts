import { redacted } from "#jobs/redact-payload.ts";

const keys = /\b(?:whsec_|[sr]k_(?:live|test)_|gh[pousr]_|xox[abpr]-|shp(?:at|ca|pa|ss|rt)_|cw_)[\w+/=.-]{6,}/g;
const jsonWebTokens = /\beyJ[\w-]{5,}\.eyJ[\w-]+(?:\.[\w-]*)?/g;
const schemes = /\b(bearer|basic)\s+[\w+/=.~-]{6,}/gi;
// postgres://user:password@host
const inAddresses = /(:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;
const names = String.raw`\b[\w-]*(?:secret|passw(?:or)?d|token|authorization|api_?-?key|signature|cookie)[\w-]*["']?\s*[:=]\s*`;
// "access_token":"…"
const quoted = new RegExp(`(${names})"[^"]*"`, "gi");
// password=…, api_key: …
const named = new RegExp(`(${names}'?)(?!"?\\[redacted\\])[^\\s"'&,;)}]+`, "gi");

/** A text of somebody else's, an error's for one, without what in it looks like a secret. What is left can still be read. */
export function redactText(text: string): string {
  return text
    .replace(jsonWebTokens, redacted)
    .replace(schemes, `$1 ${redacted}`)
    .replace(keys, redacted)
    .replace(inAddresses, `$1${redacted}`)
    .replace(quoted, `$1"${redacted}"`)
    .replace(named, `$1${redacted}`);
}

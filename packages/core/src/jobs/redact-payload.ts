/** What stands in the place of a secret. */
export const redacted = "[redacted]";

const secretNames =
  /secret|passw(or)?d|passphrase|token|authorization|api_?-?key|private_?-?key|signature|cookie|credential|card_?-?number|\bcv[cv]\b|\biban\b/i;
const secretTexts = /^(whsec_|sk_(live|test)_|rk_(live|test)_|gh[pousr]_|xox[abpr]-|eyJ[\w-]+\.eyJ|bearer |basic )/i;
const deepest = 20;

/** A copy of a payload that staff may see: what is named or looks like a secret is taken out, wherever it is. */
export function redactPayload(payload: unknown, depth = 0): unknown {
  if (typeof payload === "string") return secretTexts.test(payload) ? redacted : payload;
  if (typeof payload !== "object" || payload === null) return payload;
  if (depth === deepest) return "[too deep to show]";
  if (Array.isArray(payload)) return payload.map((item) => redactPayload(item, depth + 1));
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      isSecret(name, value) ? redacted : redactPayload(value, depth + 1),
    ]),
  );
}

/** Whether a name says of its value that it is a secret. A flag or an empty place tells something and gives nothing away. */
export function isSecret(name: string, value: unknown): boolean {
  return secretNames.test(name) && value !== null && typeof value !== "boolean";
}

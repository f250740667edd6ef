// JSON.stringify writes these alone as escapes: NUL, and halves of a character. Postgres takes neither.
const refused = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** JSON that Postgres takes: text that is none loses what makes it so. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  return refused.test(json) ? JSON.stringify(value, cleanText) : json;
}

function cleanText(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\u0000", "").toWellFormed() : value;
}

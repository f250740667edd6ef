/**
 * JSON that Postgres takes, whatever the texts in it: a NUL or half a surrogate pair, which it refuses, becomes U+FFFD. One
 * odd text would otherwise cost all rows that are written with it.
 */
export function toSafeJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes("\\u") ? json.replaceAll(refusedEscapes, "$1\ufffd") : json;
}

// JSON.stringify writes whole pairs as they are: a surrogate that it escapes stands alone.
const refusedEscapes = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

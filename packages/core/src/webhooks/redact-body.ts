const secretName =
  /secret|token|password|passwd|authorization|api_?-?key|private_?-?key|credential|signature|cvc|cvv|card_?number|iban/i;
const struckOut = "[redacted]";
const mostCharacters = 64 * 1024;

/**
 * A body as staff may read it: the values under names that sound like secrets are struck out, at any depth. What is neither
 * JSON nor a form's fields answers null, since nobody can tell what in it is secret. Long ones are cut.
 */
export function redactBody(raw: Uint8Array, contentType: string): string | null {
  const text = new TextDecoder("utf-8").decode(raw);
  const fields = contentType.startsWith("application/x-www-form-urlencoded") ? fieldsOf(text) : parseJson(text);
  if (fields === undefined) return null;
  const written = JSON.stringify(fields, strikeOut, 2);
  return written.length > mostCharacters ? `${written.slice(0, mostCharacters)}\n…` : written;
}

function strikeOut(name: string, value: unknown): unknown {
  return secretName.test(name) && value !== null ? struckOut : value;
}

// A field may itself be JSON, as GitHub's `payload` is.
function fieldsOf(text: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) fields[name] = parseJson(value) ?? value;
  return fields;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The idempotency key of one attempt to order. The same attempt keeps its key, over a second press, a lost answer and a
 * reload, so that it is placed once; a different order gets a new one.
 */
export function attemptKey(attempt: Readonly<Record<string, unknown>>): string {
  const fingerprint = JSON.stringify(attempt);
  const [lastKey, lastFingerprint] = read();
  if (lastKey !== undefined && lastFingerprint === fingerprint) return lastKey;
  const key = crypto.randomUUID();
  write(`${key} ${fingerprint}`);
  return key;
}

/** The attempt was refused or is done: what is tried next is a new one. */
export function endAttempt(): void {
  write(null);
}

const slot = "checkout-attempt";
let memory: string | null = null;

function read(): [key: string | undefined, fingerprint: string | undefined] {
  let text = memory;
  try {
    text = sessionStorage.getItem(slot) ?? memory;
  } catch {
    // Storage is switched off: the page's own memory has to do.
  }
  const space = text?.indexOf(" ") ?? -1;
  return text === null || space < 0 ? [undefined, undefined] : [text.slice(0, space), text.slice(space + 1)];
}

function write(text: string | null): void {
  memory = text;
  try {
    if (text === null) sessionStorage.removeItem(slot);
    else sessionStorage.setItem(slot, text);
  } catch {
    // The same: a reload then makes a new attempt, and the cart still becomes one order.
  }
}

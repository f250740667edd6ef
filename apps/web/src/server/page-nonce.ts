import { randomBytes } from "node:crypto";

/** What lets a page's own scripts run: 144 random bits, which nobody can name before the page is on its way. */
export function newNonce(): string {
  return randomBytes(18).toString("base64url");
}

/** How long every nonce is, so that one can take the place of another. */
export const nonceLength = 24;

/**
 * What Next is told is the nonce, for as long as this process lives. Pages that are rendered once for everybody bear it, and each
 * answer has one of its own in its place. It never leaves this process: whoever knew it could have a script let in that they had
 * got into a page.
 */
export const standIn = newNonce();

const standInBytes = Buffer.from(standIn, "latin1");

/** Where the stand-in is in what was rendered. */
export function findStandIns(body: Buffer): number[] {
  const places: number[] = [];
  for (let at = body.indexOf(standInBytes); at >= 0; at = body.indexOf(standInBytes, at + nonceLength)) places.push(at);
  return places;
}

/** A text with the nonce in the place of each stand-in. */
export function putNonce(text: string, nonce: string): string {
  return text.replaceAll(standIn, nonce);
}

/**
 * Puts the nonce into a page that comes in pieces. What may be the beginning of a stand-in is held back until the next piece tells.
 */
export function nonceInPieces(nonce: string): (piece: Buffer | null) => Buffer {
  let held: Buffer = Buffer.alloc(0);
  return (piece) => {
    const text = piece === null ? held : Buffer.concat([held, piece]);
    const end = piece === null ? text.byteLength : text.byteLength - beginningAtEnd(text);
    held = text.subarray(end);
    const ready = Buffer.from(text.subarray(0, end));
    for (const place of findStandIns(ready)) ready.write(nonce, place, "latin1");
    return ready;
  };
}

// How many bytes at the end could be the first of a stand-in.
function beginningAtEnd(text: Buffer): number {
  for (let length = Math.min(nonceLength - 1, text.byteLength); length > 0; length -= 1) {
    if (text.subarray(-length).equals(standInBytes.subarray(0, length))) return length;
  }
  return 0;
}

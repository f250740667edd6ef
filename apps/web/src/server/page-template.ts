import { constants, crc32, deflateRawSync, gunzipSync } from "node:zlib";

import { multiply, spreadOf } from "./crc-of-places.ts";
import { findStandIns, newNonce, nonceLength } from "./page-nonce.ts";

/** A page that was rendered once, from which each answer with a nonce of its own is made by writing that into it. */
export interface PageTemplate {
  /** What it weighs in memory. */
  readonly bytes: number;
  fill(nonce: string, encoding: "gzip" | "identity"): Buffer;
}

// Bytes that no UTF-8 has stand where a nonce will: no other text of the page is ever like them.
const mark = Buffer.from(Array.from({ length: nonceLength }, (_, at) => 0xf8 + ((at * 3 + (at >> 3)) % 8)));
// How far back a compressed text may refer to what was there before, less the longest such reference.
const reach = 32_768 - 300;

/**
 * Compressing a page takes a hundred times as long as sending it, so that is done once for all nonces: the first place of a nonce is
 * left uncompressed, and the others refer back to it, as compressed texts do. Writing a nonce into the first place writes it
 * into all of them.
 */
export function makePageTemplate(page: Buffer): PageTemplate {
  const places = findStandIns(page);
  const marked = Buffer.from(page);
  for (const place of places) marked.set(mark, place);
  const plain = (nonce: string) => writeAt(marked, places, nonce);
  const packed = pack(marked, places, reach);
  // Nothing obliges a compressor to refer back where it could.
  const fillPacked = isSound(packed, plain) ? packed : pack(marked, places, 0);
  return {
    bytes: marked.byteLength + fillPacked.bytes,
    fill: (nonce, encoding) => (encoding === "gzip" ? fillPacked.fill(nonce) : plain(nonce)),
  };
}

interface Packed {
  readonly bytes: number;
  fill(nonce: string): Buffer;
}

const gzipHead = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
// A block that is not compressed, of as many bytes as a nonce has.
const storedHead = Buffer.of(0, nonceLength, 0, nonceLength ^ 0xff, 0xff);
const lastBlock = Buffer.of(3, 0);

/** As gzip, with the nonce open to be written wherever the last one is further back than `within` bytes. */
function pack(marked: Buffer, places: readonly number[], within: number): Packed {
  const parts: Buffer[] = [gzipHead];
  const open: number[] = [];
  let [length, from, last] = [gzipHead.byteLength, 0, -Infinity];
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.byteLength;
  };
  for (const place of places) {
    if (place - last > within) {
      add(deflate(marked, from, place));
      add(storedHead);
      open.push(length);
      add(mark);
      from = place + nonceLength;
    }
    last = place;
  }
  add(deflate(marked, from, marked.byteLength));
  add(lastBlock);
  const sum = sumOf(marked, places);
  const whole = Buffer.concat([...parts, Buffer.alloc(8)]);
  whole.writeUInt32LE(marked.byteLength % 2 ** 32, length + 4);
  return {
    bytes: whole.byteLength,
    fill(nonce) {
      const filled = writeAt(whole, open, nonce);
      filled.writeUInt32LE(sum(nonce), length);
      return filled;
    },
  };
}

// What stands before serves as the dictionary, so that cutting the text into pieces costs next to nothing.
function deflate(text: Buffer, from: number, to: number): Buffer {
  const dictionary = text.subarray(Math.max(0, from - 32_768), from);
  const options = { finishFlush: constants.Z_SYNC_FLUSH, ...(dictionary.byteLength > 0 && { dictionary }) };
  return deflateRawSync(text.subarray(from, to), options);
}

function sumOf(marked: Buffer, places: readonly number[]): (nonce: string) => number {
  const spread = spreadOf(places.map((place) => marked.byteLength - place - nonceLength));
  const [ofMarked, ofMark] = [crc32(marked), crc32(mark)];
  return (nonce) => (ofMarked ^ multiply(spread, crc32(nonce) ^ ofMark)) >>> 0;
}

function writeAt(text: Buffer, places: readonly number[], nonce: string): Buffer {
  const written = Buffer.from(text);
  for (const place of places) written.write(nonce, place, "latin1");
  return written;
}

function isSound({ fill }: Packed, plain: (nonce: string) => Buffer): boolean {
  const nonce = newNonce();
  try {
    return gunzipSync(fill(nonce)).equals(plain(nonce));
  } catch {
    return false;
  }
}

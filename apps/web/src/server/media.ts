import "server-only";
import { isDomainError } from "@cartwright/core";
import { readMedia, type MediaFormat, type MediaWidth } from "@cartwright/core/catalog/read-media";

import { services } from "./services.ts";

interface Rendition {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

// A picture never changes under its address, so the hottest stay in memory.
const maxBytes = 24 * 1024 * 1024;
const kept = new Map<string, Rendition>();
let keptBytes = 0;

/** A picture's bytes in one width and format; null when there is no such picture. */
export async function readPicture(wanted: {
  mediaId: string;
  width: MediaWidth;
  format: MediaFormat;
}): Promise<Rendition | null> {
  const key = `${wanted.mediaId}/${wanted.width}.${wanted.format}`;
  const hit = kept.get(key);
  if (hit) {
    kept.delete(key);
    kept.set(key, hit);
    return hit;
  }
  try {
    const rendition = await readMedia(services(), wanted);
    keep(key, rendition);
    return rendition;
  } catch (error) {
    if (isDomainError(error, "not_found")) return null;
    throw error;
  }
}

function keep(key: string, rendition: Rendition): void {
  if (kept.has(key)) return;
  kept.set(key, rendition);
  keptBytes += rendition.bytes.byteLength;
  for (const [oldest, { bytes }] of kept) {
    if (keptBytes <= maxBytes) break;
    kept.delete(oldest);
    keptBytes -= bytes.byteLength;
  }
}

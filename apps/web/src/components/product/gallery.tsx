"use client";

import { useState } from "react";

import type { MediaDto } from "@cartwright/api/schemas";

import { Picture } from "#components/shop/picture.tsx";

interface GalleryProps {
  readonly media: readonly MediaDto[];
  /** The picture of the chosen variant. */
  readonly wanted: string | null;
}

/** A large picture and the others beside it. Choosing a variant brings its picture to the front. */
export function Gallery({ media, wanted }: GalleryProps) {
  const [picked, setPicked] = useState<string | null>(null);
  const [lastWanted, setLastWanted] = useState(wanted);
  if (wanted !== lastWanted) {
    setLastWanted(wanted);
    setPicked(null);
  }
  const shown = media.find(({ mediaId }) => mediaId === (picked ?? wanted)) ?? media[0];
  if (!shown) return <div className="aspect-4/5 rounded-shop bg-frame" />;
  return (
    <div>
      <div className="overflow-hidden rounded-shop bg-frame">
        <Picture
          key={shown.mediaId}
          media={shown}
          sizes="(min-width: 64rem) 46rem, (min-width: 48rem) 46vw, 92vw"
          widths={[320, 640, 960, 1280]}
          first
        />
      </div>
      {media.length > 1 && (
        <ul className="mt-3 flex flex-wrap gap-2" aria-label="Pictures">
          {media.map((item) => (
            <li key={item.mediaId}>
              <button
                type="button"
                aria-label={item.alt}
                aria-pressed={item.mediaId === shown.mediaId}
                onClick={() => setPicked(item.mediaId)}
                className="block w-16 overflow-hidden rounded-shop border-2 border-transparent bg-frame transition-colors aria-pressed:border-accent"
              >
                <Picture media={item} sizes="4rem" widths={[160]} decorative />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

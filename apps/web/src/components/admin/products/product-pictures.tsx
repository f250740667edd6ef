"use client";

import type { VariantDto } from "@cartwright/api/schemas";

import { Panel } from "../parts/panel.tsx";
import { AddPictures } from "./add-pictures.tsx";
import { PictureRow } from "./picture-row.tsx";
import type { PictureDraft } from "./product-draft.ts";

type Pictures = readonly PictureDraft[];

interface ProductPicturesProps {
  /** What a new picture is said to show until somebody says it better. */
  readonly title: string;
  readonly pictures: Pictures;
  readonly variants: readonly VariantDto[];
  /** Told with a function, because uploads end when they end. */
  readonly onChange: (next: (pictures: Pictures) => Pictures) => void;
}

/** The gallery: what is in it, in which order, what each picture shows. Uploads are kept at once, their place with the save. */
export function ProductPictures({ title, pictures, variants, onChange }: ProductPicturesProps) {
  const add = (mediaId: string) =>
    onChange((now) =>
      now.some((picture) => picture.mediaId === mediaId) ? now : [...now, { mediaId, alt: title, variantIds: [] }],
    );
  return (
    <Panel title="Pictures">
      <div className="grid grid-cols-1 gap-4">
        {pictures.length === 0 && (
          <p className="text-muted">Nothing to see yet. The first picture stands for the product in lists.</p>
        )}
        {pictures.length > 0 && (
          <ol aria-label="Pictures in their order" className="grid grid-cols-1 gap-4">
            {pictures.map((picture, index) => (
              <PictureRow
                key={picture.mediaId}
                picture={picture}
                place={index + 1}
                of={pictures.length}
                variants={variants}
                onChange={(part) => onChange((now) => changed(now, picture.mediaId, part))}
                onMove={() => onChange((now) => movedUp(now, picture.mediaId))}
                onRemove={() => onChange((now) => now.filter(({ mediaId }) => mediaId !== picture.mediaId))}
              />
            ))}
          </ol>
        )}
        <AddPictures onAdded={add} />
      </div>
    </Panel>
  );
}

/** A variant has one picture: where it is ticked, the others lose it. */
function changed(pictures: Pictures, mediaId: string, part: Partial<PictureDraft>): Pictures {
  const taken = new Set(part.variantIds);
  return pictures.map((picture) =>
    picture.mediaId === mediaId
      ? { ...picture, ...part }
      : { ...picture, variantIds: picture.variantIds.filter((id) => !taken.has(id)) },
  );
}

function movedUp(pictures: Pictures, mediaId: string): Pictures {
  const at = pictures.findIndex((picture) => picture.mediaId === mediaId);
  const [picture] = pictures.slice(at);
  if (at < 1 || picture === undefined) return pictures;
  return pictures.toSpliced(at, 1).toSpliced(at - 1, 0, picture);
}

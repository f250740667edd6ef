import type { MediaDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";
import { mediaUrl, type MediaWidth } from "#lib/media.ts";

interface PictureProps {
  readonly media: Pick<MediaDto, "mediaId" | "alt">;
  /** How wide it is drawn, in the words of the `sizes` attribute. */
  readonly sizes: string;
  readonly widths: readonly MediaWidth[];
  /** In view when the page opens: loaded first, never lazily. */
  readonly first?: boolean;
  /** Says nothing to screen readers, because the words beside it do. */
  readonly decorative?: boolean;
  readonly className?: string;
}

/** A product's picture in its 4:5 frame; the frame has its size before the picture arrives. */
export function Picture({ media, sizes, widths, first = false, decorative = false, className }: PictureProps) {
  const sources = widths.map((width) => `${mediaUrl(media.mediaId, width, "avif")} ${width}w`).join(", ");
  return (
    <picture>
      <source type="image/avif" srcSet={sources} sizes={sizes} />
      <img
        src={mediaUrl(media.mediaId, 640, "webp")}
        alt={decorative ? "" : media.alt}
        width={640}
        height={800}
        loading={first ? "eager" : "lazy"}
        fetchPriority={first ? "high" : undefined}
        decoding={first ? "sync" : "async"}
        className={cn("aspect-4/5 h-auto w-full object-cover", className)}
      />
    </picture>
  );
}

import { cn } from "#components/ui/class-names.ts";
import { mediaUrl } from "#lib/media.ts";

interface ThumbnailProps {
  readonly mediaId: string | null;
  readonly size?: keyof typeof sizes;
}

const sizes = {
  small: { shape: "h-[35px] w-7", width: 28, height: 35 },
  medium: { shape: "h-[45px] w-9", width: 36, height: 45 },
  large: { shape: "h-20 w-16", width: 64, height: 80 },
} as const;

/** A product's picture beside its name, which says what it shows. */
export function Thumbnail({ mediaId, size = "medium" }: ThumbnailProps) {
  const { shape, width, height } = sizes[size];
  const className = cn("shrink-0 rounded-[4px] bg-frame object-cover", shape);
  if (mediaId === null) return <span aria-hidden="true" className={className} />;
  return (
    <img
      src={mediaUrl(mediaId, 160, "webp")}
      alt=""
      width={width}
      height={height}
      loading="lazy"
      className={className}
    />
  );
}

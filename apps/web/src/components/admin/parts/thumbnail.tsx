import { cn } from "#components/ui/class-names.ts";
import { mediaUrl } from "#lib/media.ts";

interface ThumbnailProps {
  readonly mediaId: string | null;
  readonly small?: boolean;
}

/** A product's picture beside its name, which says what it shows. */
export function Thumbnail({ mediaId, small = false }: ThumbnailProps) {
  const shape = cn("shrink-0 rounded-[4px] bg-frame object-cover", small ? "h-[35px] w-7" : "h-[45px] w-9");
  if (mediaId === null) return <span aria-hidden="true" className={shape} />;
  const [width, height] = small ? [28, 35] : [36, 45];
  return (
    <img src={mediaUrl(mediaId, 160, "webp")} alt="" width={width} height={height} loading="lazy" className={shape} />
  );
}

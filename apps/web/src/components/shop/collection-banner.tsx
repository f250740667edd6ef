import type { CollectionDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";

// The collections that are drawn; one of your own shows its tint until you add its picture here.
const drawn = new Set([
  "paper-and-desk",
  "kitchen",
  "textiles",
  "lighting",
  "outdoors",
  "plants",
  "sauna-and-bath",
  "gifts-under-30",
]);

interface CollectionBannerProps {
  readonly collection: CollectionDto;
  readonly first?: boolean;
  readonly className?: string;
}

export function CollectionBanner({ collection: { slug, tint }, first = false, className }: CollectionBannerProps) {
  if (!drawn.has(slug)) return <Tint colour={tint} className={className} />;
  return (
    <img
      src={`/illustrations/${slug}.svg`}
      alt=""
      width={1600}
      height={640}
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : undefined}
      className={cn("w-full bg-frame", className)}
    />
  );
}

// Drawn: pages let no style attribute set a colour.
function Tint({ colour, className }: { readonly colour: string; readonly className: string | undefined }) {
  return (
    <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" className={cn("w-full", className)}>
      <rect width="1" height="1" fill={colour} />
    </svg>
  );
}

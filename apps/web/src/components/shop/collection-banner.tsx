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
  if (!drawn.has(slug)) return <div style={{ background: tint }} className={cn("w-full", className)} />;
  return (
    <img
      src={`/illustrations/${slug}.svg`}
      alt=""
      width={1600}
      height={640}
      loading={first ? "eager" : "lazy"}
      fetchPriority={first ? "high" : undefined}
      style={{ background: tint }}
      className={cn("w-full", className)}
    />
  );
}

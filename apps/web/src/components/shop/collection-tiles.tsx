import type { CollectionDto } from "@cartwright/api/schemas";

import { CollectionBanner } from "./collection-banner.tsx";
import { HoverLink } from "./hover-link.tsx";

export function CollectionTiles({ collections }: { readonly collections: readonly CollectionDto[] }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-6 sm:gap-x-6 lg:grid-cols-4">
      {collections.map((collection) => (
        <li key={collection.slug} className="group relative">
          <div className="overflow-hidden rounded-shop">
            <CollectionBanner
              collection={collection}
              className="aspect-3/2 object-cover transition-transform duration-200 ease-calm group-hover:scale-[1.025]"
            />
          </div>
          <h3 className="mt-3 flex items-baseline justify-between gap-3">
            <HoverLink
              href={`/collections/${collection.slug}`}
              className="font-medium underline-offset-4 after:absolute after:inset-0 hover:underline"
            >
              {collection.title}
            </HoverLink>
            <span className="figures text-14 text-muted">
              {collection.productCount}
              <span className="sr-only"> products</span>
            </span>
          </h3>
        </li>
      ))}
    </ul>
  );
}

import Link from "next/link";

import type { CollectionDto } from "@cartwright/api/schemas";

import { shop } from "#lib/shop.ts";

import { Mark } from "./mark.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export function Footer({ collections }: { readonly collections: readonly CollectionDto[] }) {
  return (
    <footer className="no-print mt-24 border-t border-line bg-sunken">
      <div className="shell grid gap-10 py-14 sm:grid-cols-2 lg:grid-cols-[1.4fr_1fr_1fr_1fr]">
        <div>
          <p className="flex items-center gap-1.5 text-accent">
            <Mark className="size-8" />
            <span className="display text-28 text-ink">{shop.name}</span>
          </p>
          <p className="mt-3 max-w-xs text-14 text-muted">{shop.promise}</p>
        </div>
        <nav aria-label="Shop by collection">
          <h2 className="text-14 font-semibold">Shop</h2>
          <ul className="mt-2">
            {[{ slug: "all", title: "Everything" }, ...collections].map(({ slug, title }) => (
              <li key={slug}>
                <Link
                  href={`/collections/${slug}`}
                  prefetch={false}
                  className="inline-flex min-h-8 items-center text-14 text-muted underline-offset-4 hover:text-ink hover:underline"
                >
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <h2 className="text-14 font-semibold">Good to know</h2>
          <ul className="mt-2 grid gap-2 text-14 text-muted">
            <li>{shop.priceNote}</li>
            <li>Parcels leave with Posti and Matkahuolto.</li>
            <li>Pay by card or by invoice.</li>
          </ul>
        </div>
        <div>
          <h2 className="text-14 font-semibold">The shop</h2>
          <address className="mt-2 text-14 text-muted not-italic">{shop.address}</address>
          <ThemeSwitch />
        </div>
      </div>
    </footer>
  );
}

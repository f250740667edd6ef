import Link from "next/link";

import type { CollectionDto } from "@cartwright/api/schemas";

import { CartButton } from "#components/cart/cart-button.tsx";
import { shop } from "#lib/shop.ts";

import { HoverLink } from "./hover-link.tsx";
import { Mark } from "./mark.tsx";
import { SearchForm } from "./search-form.tsx";
import { ShelfMenu } from "./shelf-menu.tsx";

export function Header({ collections }: { readonly collections: readonly CollectionDto[] }) {
  return (
    <header className="no-print sticky top-0 z-30 border-b border-line bg-ground/95 backdrop-blur-sm">
      <div className="shell flex h-16 items-center gap-2 lg:gap-6">
        <ShelfMenu collections={collections} />
        <Link
          href="/"
          prefetch={false}
          className="flex min-h-11 items-center gap-1.5 text-accent"
          aria-label={`${shop.name}, home`}
        >
          <Mark className="size-8" />
          <span className="display text-28 text-ink">{shop.name}</span>
        </Link>
        <nav aria-label="Collections" className="hidden flex-1 lg:block">
          <ul className="flex items-center gap-1 xl:gap-2">
            {collections.map(({ slug, title }) => (
              <li key={slug}>
                <HoverLink
                  href={`/collections/${slug}`}
                  className="inline-flex min-h-11 items-center rounded-admin px-2 text-14 whitespace-nowrap underline-offset-8 hover:underline"
                >
                  {title}
                </HoverLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="ml-auto flex items-center">
          <SearchForm id="head" className="mr-2 hidden w-44 xl:flex 2xl:w-56" />
          <Link
            href="/search"
            prefetch={false}
            aria-label="Search"
            className="grid size-11 place-items-center rounded-full transition-colors hover:bg-sunken xl:hidden"
          >
            <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6">
              <circle cx="11" cy="11" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
              <path d="m15.5 15.5 4.5 4.5" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
            </svg>
          </Link>
          <Link
            href="/account"
            prefetch={false}
            aria-label="Account"
            className="grid size-11 place-items-center rounded-full transition-colors hover:bg-sunken"
          >
            <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6">
              <circle cx="12" cy="8.5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
              <path
                d="M5 20c.6-3.9 3.4-6 7-6s6.4 2.1 7 6"
                fill="none"
                stroke="currentColor"
                strokeWidth="1.6"
                strokeLinecap="round"
              />
            </svg>
          </Link>
          <CartButton />
        </div>
      </div>
    </header>
  );
}

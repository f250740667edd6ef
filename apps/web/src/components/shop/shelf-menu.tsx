"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

import type { CollectionDto } from "@cartwright/api/schemas";

import { SearchForm } from "./search-form.tsx";

/** The collections on a narrow screen. It opens without scripts too; with them it closes by itself. */
export function ShelfMenu({ collections }: { readonly collections: readonly CollectionDto[] }) {
  const details = useRef<HTMLDetailsElement>(null);
  const pathname = usePathname();
  const close = () => details.current?.removeAttribute("open");
  useEffect(close, [pathname]);
  useEffect(() => {
    const menu = details.current;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !menu?.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, []);
  return (
    <details ref={details} className="group -ml-2 lg:hidden">
      <summary className="grid size-11 list-none place-items-center rounded-full hover:bg-sunken">
        <span className="sr-only">Menu</span>
        <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6">
          <path
            d="M4 8h16M4 16h16"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
            className="group-open:hidden"
          />
          <path
            d="m6 6 12 12M18 6 6 18"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
            className="hidden group-open:block"
          />
        </svg>
      </summary>
      <div className="absolute inset-x-0 top-full h-[calc(100dvh-4rem)] overflow-y-auto border-t border-line bg-ground px-6 py-6">
        <SearchForm id="menu" />
        <nav aria-label="All collections" className="mt-4">
          <ul className="divide-y divide-line">
            <li>
              <Link href="/collections/all" onClick={close} className="display flex min-h-14 items-center text-22">
                Everything
              </Link>
            </li>
            {collections.map(({ slug, title, productCount }) => (
              <li key={slug}>
                <Link
                  href={`/collections/${slug}`}
                  onClick={close}
                  className="flex min-h-14 items-center justify-between"
                >
                  <span className="display text-22">{title}</span>
                  <span className="figures text-14 text-muted">{productCount}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </details>
  );
}

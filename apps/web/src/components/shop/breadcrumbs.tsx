import Link from "next/link";

import { shop } from "#lib/shop.ts";

interface BreadcrumbsProps {
  /** From below the home page down to this page, which has no link. */
  readonly items: readonly { readonly name: string; readonly href?: string }[];
}

export function Breadcrumbs({ items }: BreadcrumbsProps) {
  return (
    <nav aria-label="Where you are" className="no-print text-14 text-muted">
      <ol className="flex flex-wrap items-center gap-x-2">
        {[{ name: shop.name, href: "/" }, ...items].map(({ name, href }, index) => (
          <li key={name} className="flex items-center gap-2">
            {index > 0 && <span aria-hidden="true">/</span>}
            {href === undefined ? (
              <span aria-current="page" className="inline-flex min-h-9 items-center text-ink">
                {name}
              </span>
            ) : (
              <Link
                href={href}
                prefetch={false}
                className="inline-flex min-h-9 items-center underline-offset-4 hover:underline"
              >
                {name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

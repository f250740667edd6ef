import type { Metadata } from "next";
import Link from "next/link";

import { SearchForm } from "#components/shop/search-form.tsx";
import { buttonClass } from "#components/ui/button-class.ts";

export const metadata: Metadata = { title: "Not found", robots: { index: false } };

export default function ShopNotFound() {
  return (
    <div className="shell grid justify-items-center gap-6 pt-20 text-center">
      <h1 className="display text-36 lg:text-48">There is nothing at this address</h1>
      <p className="max-w-md text-muted">It may have been sold for good, or the address may be mistyped.</p>
      <SearchForm id="absent" large className="w-full max-w-md" />
      <Link href="/collections/all" className={buttonClass({ kind: "secondary" })}>
        Look at everything
      </Link>
    </div>
  );
}

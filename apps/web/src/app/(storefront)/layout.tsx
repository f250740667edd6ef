import { connection } from "next/server";
import type { ReactNode } from "react";

import { Footer } from "#components/shop/footer.tsx";
import { Header } from "#components/shop/header.tsx";
import { Providers } from "#components/shop/providers.tsx";
import { readCollections } from "#server/catalog.ts";

export default async function StorefrontLayout({ children }: { readonly children: ReactNode }) {
  // A build has no database. Pages that are kept are forced to be static, and not held up by this.
  await connection();
  const collections = await readCollections();
  return (
    <Providers>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-shop focus:bg-surface focus:px-4 focus:py-2 focus:shadow-raised"
      >
        Skip to content
      </a>
      <Header collections={collections} />
      <main id="main" tabIndex={-1} className="min-h-[70vh] outline-none">
        {children}
      </main>
      <Footer collections={collections} />
    </Providers>
  );
}

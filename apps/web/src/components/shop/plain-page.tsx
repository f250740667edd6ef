import type { ReactNode } from "react";

import { buttonClass } from "#components/ui/button-class.ts";
import { shop } from "#lib/shop.ts";

import { Mark } from "./mark.tsx";

interface PlainPageProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** A page that needs nothing but itself: for when something is absent or has failed. */
export function PlainPage({ title, children, action }: PlainPageProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-6 py-16 text-center">
      <div>
        <Mark className="mx-auto size-16 text-accent" />
        <h1 className="display mt-6 text-36">{title}</h1>
        <p className="mx-auto mt-3 max-w-md text-muted">{children}</p>
        <p className="mt-8 flex flex-wrap justify-center gap-3">
          {action}
          {/* A full load: whatever went wrong in this page's scripts stays behind. */}
          <a href="/" className={buttonClass({ kind: action === undefined ? "primary" : "secondary" })}>
            Back to {shop.name}
          </a>
        </p>
      </div>
    </main>
  );
}

import Link from "next/link";
import { useId, type ReactNode } from "react";

interface ShelfProps {
  readonly title: string;
  readonly href: string;
  readonly linkText: string;
  readonly children: ReactNode;
}

/** A titled row of the home page, with the way to more of it. */
export function Shelf({ title, href, linkText, children }: ShelfProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="shell mt-16 lg:mt-24">
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={id} className="display text-28 lg:text-36">
          {title}
        </h2>
        <Link
          href={href}
          prefetch={false}
          className="inline-flex min-h-11 items-center text-14 font-medium underline underline-offset-8 hover:decoration-2"
        >
          {linkText}
        </Link>
      </div>
      {children}
    </section>
  );
}

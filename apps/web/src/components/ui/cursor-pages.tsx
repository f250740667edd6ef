import Link from "next/link";

import { buttonClass } from "./button-class.ts";

interface CursorPagesProps {
  /** Where the first page is; absent on the first page. */
  readonly firstHref?: string | undefined;
  /** Where the next page is; absent on the last. */
  readonly nextHref?: string | undefined;
  readonly dense?: boolean;
}

/** Ways through a list that is read by cursor: back is the browser's own way back. */
export function CursorPages({ firstHref, nextHref, dense = false }: CursorPagesProps) {
  if (firstHref === undefined && nextHref === undefined) return null;
  const size = dense ? "small" : "touch";
  return (
    <nav aria-label="Pages" className="flex items-center justify-center gap-3 py-8">
      {firstHref !== undefined && (
        <Link href={firstHref} className={buttonClass({ kind: "quiet", size })}>
          First page
        </Link>
      )}
      {nextHref !== undefined && (
        <Link href={nextHref} rel="next" className={buttonClass({ kind: "secondary", size })}>
          Next page
        </Link>
      )}
    </nav>
  );
}

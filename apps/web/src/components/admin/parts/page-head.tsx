"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import { useListAddress } from "./list-memory.ts";

interface PageHeadProps {
  readonly title: ReactNode;
  /** The list that this page belongs to; Escape goes there, with the filters that it had. */
  readonly back?: { readonly href: string; readonly label: string };
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page: what it is, its state, and what can be done. */
export function PageHead({ title, back, aside, actions }: PageHeadProps) {
  return (
    <div className="mb-4">
      {back && <BackLink {...back} />}
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-22 font-semibold tracking-tight">{title}</h1>
        {aside}
        {actions !== undefined && <div className="flex flex-wrap gap-2 sm:ml-auto">{actions}</div>}
      </div>
    </div>
  );
}

function BackLink({ href, label }: { readonly href: string; readonly label: string }) {
  const address = useListAddress(href);
  return (
    <Link
      href={address}
      data-back
      aria-keyshortcuts="Escape"
      className="-ml-1 mb-1 inline-flex min-h-6 items-center gap-1 text-muted hover:text-ink"
    >
      <ChevronLeft aria-hidden="true" className="size-4" />
      {label}
    </Link>
  );
}

"use client";

import { useEffect, useRef, type ReactNode } from "react";

/** Says that the rest is in a mail; the same words whether there is an account or not. */
export function CheckMail({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="rounded-shop border border-line bg-surface p-6">
      <h2 ref={heading} tabIndex={-1} className="display text-22 outline-none">
        Look into your mail
      </h2>
      <p className="mt-3">{children}</p>
      <p className="mt-3 text-14 text-muted">Nothing there after a few minutes? Look among the unwanted mail.</p>
    </div>
  );
}

/** An address in the middle of a sentence. */
export function Address({ children }: { readonly children: string }) {
  return <strong className="font-medium break-words">{children}</strong>;
}

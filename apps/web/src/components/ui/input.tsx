import type { ComponentProps } from "react";

import { cn } from "./class-names.ts";

const control =
  "w-full rounded-shop border border-edge bg-surface px-3.5 text-16 text-ink placeholder:text-muted transition-colors duration-150 hover:border-ink focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent aria-invalid:border-danger aria-invalid:focus:outline-danger disabled:opacity-60";
const dense = "h-9 rounded-admin px-2.5 text-14";

interface Density {
  /** The admin's size; without it, the shop's, which a thumb can hit. */
  readonly dense?: boolean;
}

export function Input({ className, dense: isDense, ...rest }: ComponentProps<"input"> & Density) {
  return <input {...rest} className={cn(control, "h-12", isDense && dense, className)} />;
}

export function Textarea({ className, dense: isDense, ...rest }: ComponentProps<"textarea"> & Density) {
  return (
    <textarea
      {...rest}
      className={cn(control, "min-h-24 py-2.5", isDense && "rounded-admin px-2.5 text-14", className)}
    />
  );
}

/** The browser's own list: it works with every keyboard, screen reader and phone. */
export function Select({ className, dense: isDense, children, ...rest }: ComponentProps<"select"> & Density) {
  return (
    <span className="relative block">
      <select
        {...rest}
        className={cn(control, "h-12 appearance-none pr-10", isDense && dense, isDense && "pr-8", className)}
      >
        {children}
      </select>
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      >
        <path
          d="m4 6 4 4 4-4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}

export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return <input type="checkbox" {...rest} className={cn("size-5 shrink-0 accent-accent", className)} />;
}

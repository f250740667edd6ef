import { cva, type VariantProps } from "class-variance-authority";

import { cn } from "./class-names.ts";

const look = cva(
  [
    "relative inline-flex items-center justify-center gap-2 whitespace-nowrap text-center font-medium select-none",
    "transition-[background-color,border-color,color,opacity] duration-150",
    "disabled:cursor-not-allowed disabled:opacity-50",
  ],
  {
    variants: {
      kind: {
        primary: "bg-accent text-on-accent hover:bg-[color-mix(in_oklab,var(--color-accent),var(--color-ink)_16%)]",
        secondary: "border border-edge bg-surface text-ink hover:border-ink",
        quiet: "text-ink hover:bg-[color-mix(in_oklab,var(--color-ink)_7%,transparent)]",
        danger: "border border-danger bg-surface text-danger hover:bg-danger-soft",
      },
      size: {
        small: "h-8 rounded-admin px-3 text-14",
        medium: "h-9 rounded-admin px-3.5 text-14",
        touch: "min-h-11 rounded-shop px-5 text-16",
        large: "min-h-13 rounded-shop px-7 text-16",
        icon: "size-11 rounded-full",
        iconSmall: "size-8 rounded-admin",
      },
    },
    defaultVariants: { kind: "primary", size: "touch" },
  },
);

export type ButtonLook = VariantProps<typeof look>;

/** The look of a button, for links that look like one. `touch` and `large` are the shop's, `small` and `medium` the admin's. */
export function buttonClass(options: ButtonLook = {}, className?: string): string {
  return cn(look(options), className);
}

import { cn } from "./class-names.ts";

/** The place of something that is on its way, in its final shape. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={cn("skeleton", className)} />;
}

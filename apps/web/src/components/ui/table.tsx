import type { ComponentProps } from "react";

import { cn } from "./class-names.ts";

/** A table whose head stays in sight and whose columns keep their width; scrolls sideways by itself on a narrow screen. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return (
    // A region that scrolls must be reachable by keyboard.
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label="Table, scrolls sideways">
      <table {...rest} className={cn("w-full table-fixed border-collapse text-14", className)} />
    </div>
  );
}

export function HeadCell({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        "sticky top-0 z-10 border-b border-line bg-ground px-3 py-2 text-left text-12 font-medium text-muted",
        className,
      )}
    />
  );
}

export function Cell({ className, ...rest }: ComponentProps<"td">) {
  return <td {...rest} className={cn("truncate border-b border-line px-3 py-2 align-middle", className)} />;
}

/** For money and counts: to the right, with figures of one width. */
export const numeric = "text-right figures";

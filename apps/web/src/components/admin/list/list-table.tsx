import type { ComponentProps, ReactNode } from "react";

import { cn } from "#components/ui/class-names.ts";

/** A list as a table: its head stays in sight, its columns never jump, its rows are links. Columns that a phone has no room for are left out there. */
export function ListTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="rounded-admin border border-line bg-surface">
      <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0">
        {children}
      </table>
    </div>
  );
}

export function ListHead({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        "sticky top-12 z-10 truncate border-b border-line bg-surface px-2 py-2 text-left text-12 font-medium text-muted first:rounded-tl-admin first:pl-3 last:rounded-tr-admin last:pr-3 md:px-3 md:first:pl-4 md:last:pr-4 md:top-0",
        className,
      )}
    />
  );
}

/** A row; `arrived` lets one that is new slide in with a tint that fades. */
export function ListRow({
  arrived = false,
  className,
  ...rest
}: ComponentProps<"tr"> & { readonly arrived?: boolean }) {
  return (
    <tr
      {...rest}
      className={cn(
        "group relative hover:bg-sunken has-[[data-row]:focus-visible]:bg-accent-soft",
        arrived && "row-arrived",
        className,
      )}
    />
  );
}

export function ListCell({ className, ...rest }: ComponentProps<"td">) {
  return (
    <td
      {...rest}
      className={cn(
        "h-11 truncate border-b [&>.inline-flex]:align-middle border-line px-2 py-1.5 group-last:border-b-0 first:pl-3 last:pr-3 md:px-3 md:first:pl-4 md:last:pr-4",
        className,
      )}
    />
  );
}

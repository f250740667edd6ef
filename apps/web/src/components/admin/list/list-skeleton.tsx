import { Skeleton } from "#components/ui/skeleton.tsx";

/** A list that is on its way: head and rows where they will be. */
export function ListSkeleton({ rows = 12 }: { readonly rows?: number }) {
  return (
    <div role="status" className="rounded-admin border border-line bg-surface">
      <span className="sr-only">Loading</span>
      <div className="h-9 border-b border-line" />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-11 items-center gap-6 border-b border-line px-4 last:border-b-0">
          <Skeleton className="h-3.5 w-20" />
          <Skeleton className="h-3.5 grow" />
          <Skeleton className="h-3.5 w-16" />
          <Skeleton className="hidden h-3.5 w-24 md:block" />
        </div>
      ))}
    </div>
  );
}

import { Skeleton } from "#components/ui/skeleton.tsx";

import { ListSkeleton } from "../list/list-skeleton.tsx";

export function OverviewSkeleton() {
  return (
    <div className="grid gap-4">
      <div className="grid h-[7.25rem] grid-cols-2 gap-6 rounded-admin border border-line bg-surface p-4 lg:grid-cols-[1fr_1fr_1fr_2fr]">
        {Array.from({ length: 4 }, (_, index) => (
          <div key={index} className="grid content-start gap-2">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-8 w-28" />
          </div>
        ))}
      </div>
      <div className="flex gap-2">
        <Skeleton className="h-9 w-24" />
        <Skeleton className="h-9 w-40" />
      </div>
      <div className="grid gap-4 xl:grid-cols-[3fr_2fr]">
        <ListSkeleton rows={8} />
        <ListSkeleton rows={6} />
      </div>
    </div>
  );
}

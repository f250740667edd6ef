import { Skeleton } from "#components/ui/skeleton.tsx";

/** A list of products that is on its way, in its final shape. */
export function ListSkeleton() {
  return (
    <div className="shell pt-10" aria-busy="true">
      <p className="sr-only" role="status">
        Loading products
      </p>
      <Skeleton className="h-12 w-64" />
      <div className="mt-8 grid gap-x-10 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Skeleton className="h-12 rounded-shop lg:h-80" />
        <div className="grid grid-cols-2 gap-x-4 gap-y-8 sm:gap-x-6 md:grid-cols-3">
          {Array.from({ length: 6 }, (_, index) => (
            <div key={index}>
              <Skeleton className="aspect-4/5 rounded-shop" />
              <Skeleton className="mt-3 h-5 w-3/4" />
              <Skeleton className="mt-2 h-4 w-16" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

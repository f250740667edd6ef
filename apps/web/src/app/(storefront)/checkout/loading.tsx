import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <div className="shell pt-8 lg:pt-10" aria-busy="true">
      <p className="display text-36 lg:text-48" role="status">
        Checkout
      </p>
      <div className="mt-8 grid items-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid gap-4">
          {Array.from({ length: 6 }, (_, row) => (
            <Skeleton key={row} className="h-12 rounded-shop" />
          ))}
        </div>
        <Skeleton className="h-96 rounded-shop" />
      </div>
    </div>
  );
}

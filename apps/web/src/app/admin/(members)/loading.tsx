import { ListSkeleton } from "#components/admin/list/list-skeleton.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function AdminLoading() {
  return (
    <>
      <Skeleton className="mb-5 h-7 w-40" />
      <Skeleton className="mb-4 h-9 w-72" />
      <ListSkeleton />
    </>
  );
}

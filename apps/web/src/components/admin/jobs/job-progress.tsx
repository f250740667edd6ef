import type { JobDto } from "@cartwright/api/schemas";

import { Bar } from "../parts/bar.tsx";

const numbers = new Intl.NumberFormat("en-IE");

/** How far a job says it is: a bar where it knows the whole, a number where it does not. */
export function JobProgress({ progress: { done, total } }: { readonly progress: NonNullable<JobDto["progress"]> }) {
  if (total === null || total <= 0) return <span className="figures">{numbers.format(done)} so far</span>;
  const share = Math.min(1, Math.max(0, done / total));
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span
        role="progressbar"
        aria-label="Progress"
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 min-w-10 grow overflow-hidden rounded-full bg-line sm:max-w-48"
      >
        <Bar share={share} />
      </span>
      <span className="figures whitespace-nowrap">
        {numbers.format(done)} of {numbers.format(total)}
      </span>
    </span>
  );
}

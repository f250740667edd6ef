import { Bar } from "../../parts/bar.tsx";
import { paceWords, runWords, stepWords } from "./sync-words.ts";
import type { SyncProgress } from "./use-sync.ts";

const numbers = new Intl.NumberFormat("en-IE");

/** How far a sync has come: a bar, what it is busy with, how fast, and how long it will take. */
export function SyncProgressBar({ label, progress }: { readonly label: string; readonly progress: SyncProgress }) {
  const { processedItems, totalItems, perSecond, secondsLeft, status } = progress;
  const share = totalItems === null || totalItems === 0 ? null : Math.min(1, processedItems / totalItems);
  const known = share !== null;
  return (
    <div className="grid gap-1.5">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={known ? Math.round(share * 100) : undefined}
        aria-valuetext={known ? undefined : busyWords(progress)}
        className="h-2 overflow-hidden rounded-full bg-line"
      >
        <Bar share={share ?? 0} className="fill-accent transition-[width] duration-200 motion-reduce:transition-none" />
      </div>
      <p className="figures flex flex-wrap justify-between gap-x-4 text-12 text-muted">
        <span>
          {known ? `${numbers.format(processedItems)} of ${numbers.format(totalItems ?? 0)}` : busyWords(progress)}
        </span>
        <span>{status === "running" ? paceWords(perSecond, secondsLeft) : runWords(progress).word}</span>
      </p>
      {known && stepWords(progress.step) !== null && <p className="text-12 text-muted">{stepWords(progress.step)}</p>}
    </div>
  );
}

function busyWords(progress: SyncProgress): string {
  const { status, step, processedItems } = progress;
  const doing = stepWords(step);
  if (status === "running" && doing !== null) return doing;
  return processedItems > 0 ? `${numbers.format(processedItems)} so far` : runWords(progress).word;
}

import type { MoneyDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";
import { formatMoney } from "#lib/money.ts";

interface PriceProps {
  readonly price: MoneyDto;
  readonly compareAt?: MoneyDto | null | undefined;
  readonly from?: boolean;
  readonly className?: string;
}

/** What something costs; what it cost before is struck through, and said as such. */
export function Price({ price, compareAt, from = false, className }: PriceProps) {
  return (
    <span className={cn("figures", className)}>
      {from && "from "}
      <span className={compareAt ? "text-warm" : undefined}>{formatMoney(price)}</span>
      {compareAt && (
        <>
          {" "}
          <span className="sr-only">reduced from</span>
          <s className="text-muted">{formatMoney(compareAt)}</s>
        </>
      )}
    </span>
  );
}

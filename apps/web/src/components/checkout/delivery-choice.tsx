import type { ShippingMethodDto } from "@cartwright/api/schemas";

import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatMoney, isZero } from "#lib/money.ts";

import { ChoiceCard } from "./choice-card.tsx";

interface DeliveryChoiceProps {
  /** Null while they are asked for. */
  readonly methods: readonly ShippingMethodDto[] | null;
  readonly chosen: ShippingMethodDto | null;
  readonly onChoose: (code: string) => void;
}

export function DeliveryChoice({ methods, chosen, onChoose }: DeliveryChoiceProps) {
  if (methods === null) {
    return (
      <div className="grid gap-3" aria-busy="true">
        <Skeleton className="h-18 rounded-shop" />
        <Skeleton className="h-18 rounded-shop" />
      </div>
    );
  }
  if (methods.length === 0) return <p>We do not send to this country yet. Choose another one above.</p>;
  return (
    <div className="grid gap-3">
      {methods.map(({ code, title, description, price, freeOver }) => (
        <ChoiceCard
          key={code}
          name="delivery"
          value={code}
          title={title}
          text={freeOver && !isZero(price) ? `${description}. Free from ${formatMoney(freeOver)}.` : description}
          aside={isZero(price) ? "Free" : formatMoney(price)}
          checked={chosen?.code === code}
          onChoose={() => onChoose(code)}
        />
      ))}
    </div>
  );
}

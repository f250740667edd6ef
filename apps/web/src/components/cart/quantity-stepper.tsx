"use client";

interface QuantityStepperProps {
  /** What is counted, for those who do not see it beside the buttons. */
  readonly name: string;
  readonly quantity: number;
  readonly max: number;
  readonly disabled?: boolean;
  readonly onChange: (quantity: number) => void;
}

const press =
  "grid size-11 place-items-center text-18 transition-colors hover:bg-sunken disabled:cursor-not-allowed disabled:text-edge disabled:hover:bg-transparent";

export function QuantityStepper({ name, quantity, max, disabled = false, onChange }: QuantityStepperProps) {
  return (
    <div
      role="group"
      aria-label={`Quantity of ${name}`}
      className="inline-flex items-center overflow-hidden rounded-shop border border-edge"
    >
      <button
        type="button"
        aria-label="One less"
        disabled={disabled || quantity <= 1}
        onClick={() => onChange(quantity - 1)}
        className={press}
      >
        <span aria-hidden="true">−</span>
      </button>
      <output aria-live="polite" className="figures w-8 text-center text-16">
        {quantity}
      </output>
      <button
        type="button"
        aria-label="One more"
        disabled={disabled || quantity >= max}
        onClick={() => onChange(quantity + 1)}
        className={press}
      >
        <span aria-hidden="true">+</span>
      </button>
    </div>
  );
}

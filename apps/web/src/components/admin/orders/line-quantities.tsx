"use client";

import type { OrderLineDto } from "@cartwright/api/schemas";

import { Input } from "#components/ui/input.tsx";

interface LineQuantitiesProps {
  readonly legend: string;
  readonly lines: readonly OrderLineDto[];
  /** The most that can be chosen of a line. */
  readonly most: (line: OrderLineDto) => number;
  readonly chosen: Readonly<Record<string, number>>;
  readonly onChoose: (chosen: Readonly<Record<string, number>>) => void;
}

/** How many of each line; lines of which none is left are not shown. */
export function LineQuantities({ legend, lines, most, chosen, onChoose }: LineQuantitiesProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">{legend}</legend>
      {lines
        .filter((line) => most(line) > 0)
        .map((line) => (
          <label key={line.id} className="grid grid-cols-[1fr_5rem_auto] items-center gap-2">
            <span className="min-w-0 truncate" title={line.title}>
              {line.title} <span className="text-muted">{line.variantTitle}</span>
            </span>
            <Input
              dense
              type="number"
              inputMode="numeric"
              min={0}
              max={most(line)}
              required
              value={chosen[line.id] ?? 0}
              onChange={({ target }) => onChoose({ ...chosen, [line.id]: within(target.valueAsNumber, most(line)) })}
              className="figures text-right"
            />
            <span className="figures w-12 text-muted">of {most(line)}</span>
          </label>
        ))}
    </fieldset>
  );
}

/** The chosen quantities as the API takes them, without the lines that have none. */
export function chosenLines(chosen: Readonly<Record<string, number>>): { lineId: string; quantity: number }[] {
  return Object.entries(chosen)
    .filter(([, quantity]) => quantity > 0)
    .map(([lineId, quantity]) => ({ lineId, quantity }));
}

function within(value: number, most: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(0, Math.trunc(value)), most) : 0;
}

import { useId, type ReactNode } from "react";

interface ChoiceCardProps {
  readonly name: string;
  readonly value: string;
  readonly title: string;
  readonly text: string;
  readonly aside?: ReactNode;
  readonly checked: boolean;
  readonly onChoose: () => void;
}

/** One of several ways, with room for what it means. A radio button at heart. */
export function ChoiceCard({ name, value, title, text, aside, checked, onChoose }: ChoiceCardProps) {
  const id = useId();
  return (
    <label className="flex min-h-16 items-center gap-4 rounded-shop border border-edge bg-surface px-4 py-3 transition-colors duration-150 hover:border-ink has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        onChange={onChoose}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        className="size-5 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0 flex-1">
        <span id={`${id}-title`} className="block font-medium">
          {title}
        </span>
        <span id={`${id}-text`} className="block text-14 text-muted">
          {text}
        </span>
      </span>
      {aside !== undefined && <span className="figures shrink-0 font-medium">{aside}</span>}
    </label>
  );
}

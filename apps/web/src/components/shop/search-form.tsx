import Form from "next/form";

import { cn } from "#components/ui/class-names.ts";
import { Input } from "#components/ui/input.tsx";

// Two search landmarks on one page need two names.
const places = { head: "Shop", menu: "Menu", page: "This page", absent: "Instead" } as const;

interface SearchFormProps {
  /** Tells this form's control from another's on the same page. */
  readonly id: keyof typeof places;
  readonly query?: string | undefined;
  readonly large?: boolean;
  readonly className?: string;
}

export function SearchForm({ id, query, large = false, className }: SearchFormProps) {
  return (
    <Form
      action="/search"
      prefetch={false}
      role="search"
      aria-label={places[id]}
      className={cn("flex gap-2", className)}
    >
      <label htmlFor={`search-${id}`} className="sr-only">
        Search the shop
      </label>
      <Input
        id={`search-${id}`}
        type="search"
        name="q"
        defaultValue={query}
        placeholder="Search"
        enterKeyHint="search"
        autoComplete="off"
        maxLength={200}
        className={large ? undefined : "h-11"}
      />
      <button
        type="submit"
        className={
          large ? "min-h-12 rounded-shop bg-accent px-6 font-medium text-on-accent" : "sr-only focus:not-sr-only"
        }
      >
        Search
      </button>
    </Form>
  );
}

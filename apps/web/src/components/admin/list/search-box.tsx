"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";

import { Input } from "#components/ui/input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

const pauseMs = 220;

interface SearchBoxProps {
  readonly label: string;
  readonly value: string | undefined;
  /** The address of the list with this search; it is visited when typing pauses. */
  readonly hrefFor: (query: string | undefined) => string;
}

/** The search of a list; `/` goes here from anywhere on the page. */
export function SearchBox({ label, value, hrefFor }: SearchBoxProps) {
  const router = useRouter();
  const [text, setText] = useState(value ?? "");
  const input = useRef<HTMLInputElement>(null);
  const [searching, startSearch] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The address changed without us: a chip was cleared, or the browser went back. While one types, the text is theirs.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(value ?? "");
  }, [value]);
  const search = (query: string) => {
    const wanted = query.trim();
    startSearch(() => router.replace(hrefFor(wanted === "" ? undefined : wanted), { scroll: false }));
  };
  return (
    <search className="relative w-full sm:w-72">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <Input
        dense
        type="search"
        data-search
        ref={input}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={text}
        maxLength={200}
        className="pl-8"
        onChange={({ target }) => {
          setText(target.value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => search(target.value), pauseMs);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          clearTimeout(timer.current);
          search(text);
        }}
      />
      {searching && <Spinner className="absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted" />}
    </search>
  );
}

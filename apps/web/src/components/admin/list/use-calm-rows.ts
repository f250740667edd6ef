"use client";

import { useState, type FocusEvent } from "react";

import { holdRows, type HeldRows } from "./hold-rows.ts";

interface CalmRows<T> extends HeldRows<T> {
  /** Rows that came in while the page was open, to be tinted once. */
  readonly arrived: ReadonlySet<string>;
  /** Lets the waiting rows in. */
  readonly letIn: () => void;
  /** To be spread on what surrounds the rows. */
  readonly area: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
}

interface Memory<T> {
  readonly list: string;
  readonly fresh: readonly T[];
  readonly shown: readonly T[];
  readonly arrived: ReadonlySet<string>;
}

/**
 * Keeps rows where they are while the pointer or the keyboard is among them; new ones wait until it leaves, or are let in.
 * `list` names the list: another filter or page is another list, and starts anew.
 */
export function useCalmRows<T extends { readonly id: string }>(list: string, fresh: readonly T[]): CalmRows<T> {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [memory, setMemory] = useState<Memory<T>>({ list, fresh, shown: fresh, arrived: new Set() });
  const held = pointed || focused;
  let present = memory;
  if (list !== memory.list) present = { list, fresh, shown: fresh, arrived: new Set() };
  else if (fresh !== memory.fresh) present = held ? { ...memory, fresh } : letInto(memory, fresh);
  else if (!held && memory.shown !== fresh) present = letInto(memory, fresh);
  if (present !== memory) setMemory(present);
  return {
    ...holdRows(present.shown, fresh),
    arrived: present.arrived,
    letIn: () => setMemory(letInto(present, fresh)),
    area: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setFocused(false);
      },
    },
  };
}

function letInto<T extends { readonly id: string }>(memory: Memory<T>, fresh: readonly T[]): Memory<T> {
  const known = new Set(memory.shown.map(({ id }) => id));
  const added = fresh.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  return { ...memory, fresh, shown: fresh, arrived: new Set([...memory.arrived, ...added]) };
}

"use client";

import { useState, type ReactNode } from "react";

import { toDraft, type RuleDraft } from "./rule-draft.ts";

interface InitialDraftProps {
  readonly start: Parameters<typeof toDraft>[0];
  readonly children: (draft: RuleDraft) => ReactNode;
}

/** What an editor begins with, made once: its rows have keys. */
export function InitialDraft({ start, children }: InitialDraftProps) {
  const [draft] = useState(() => toDraft(start));
  return children(draft);
}

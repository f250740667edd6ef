"use client";

import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

import { signInWith } from "./sign-in.ts";

/** A service with which one may sign in. */
export interface OtherWay {
  readonly id: string;
  readonly name: string;
}

interface OtherWaysInProps {
  readonly ways: readonly OtherWay[];
  readonly next: string;
  readonly dense?: boolean;
}

/** The other services with which one may sign in, under the form. */
export function OtherWaysIn({ ways, next, dense = false }: OtherWaysInProps) {
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  if (ways.length === 0) return null;
  const go = async (id: string): Promise<void> => {
    setBusy(id);
    setFailed(false);
    try {
      await signInWith(id, next);
    } catch {
      setFailed(true);
      setBusy(null);
    }
  };
  return (
    <div className={dense ? "mt-4 grid gap-2 border-t border-line pt-4" : "mt-6 grid gap-3 border-t border-line pt-6"}>
      {failed && (
        <Notice tone="danger" live>
          We could not reach the shop. Check your connection and try again.
        </Notice>
      )}
      {ways.map(({ id, name }) => (
        <Button
          key={id}
          kind="secondary"
          size={dense ? "medium" : "large"}
          busy={busy === id}
          onClick={() => void go(id)}
        >
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}

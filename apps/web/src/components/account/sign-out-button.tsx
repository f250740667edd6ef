"use client";

import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";

import { signOut } from "./sign-in.ts";

export function SignOutButton({ next = "/" }: { readonly next?: string }) {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      await signOut();
      window.location.assign(next);
    } catch {
      toast.refused("We could not reach the shop, so you are still signed in.");
      setBusy(false);
    }
  };
  return (
    <Button kind="secondary" busy={busy} onClick={() => void leave()}>
      Sign out
    </Button>
  );
}

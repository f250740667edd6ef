"use client";

import { useState } from "react";

import { signIn, type SignInFields, type SignInOutcome } from "./sign-in.ts";

const refusals: Readonly<Record<Exclude<SignInOutcome, "signed_in">, string | null>> = {
  wrong_credentials: "E-mail or password is wrong.",
  rate_limited: "That was too often. Wait a few minutes, then try again.",
  // No refusal: the next question.
  second_factor_required: null,
  second_factor_wrong: "That code is wrong, too old, or was used. Wait for the next one in your app.",
  unreachable: "We could not reach the shop. Check your connection and try again.",
};

/** Signing in, in one step or two: whoever has a second step is asked for a code once the password was right. */
export function useSignIn({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const [first, setFirst] = useState<SignInFields | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (fields: SignInFields): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const outcome = await signIn(fields);
    if (outcome === "signed_in") return onSignedIn();
    if (outcome === "second_factor_required") setFirst(fields);
    setRefusal(refusals[outcome]);
    setBusy(false);
  };
  return {
    /** A code is what is asked for now. */
    asksForCode: first !== null,
    refusal,
    busy,
    enter: attempt,
    enterCode: async (code: string) => {
      if (first) await attempt({ ...first, code });
    },
    startOver: () => {
      setFirst(null);
      setRefusal(null);
    },
  };
}

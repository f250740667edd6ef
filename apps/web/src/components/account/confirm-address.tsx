"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";

import { buttonClass } from "#components/ui/button-class.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { linkProblem } from "./link-problem.ts";
import { useLinkToken } from "./use-link-token.ts";

/** Proves an address with a mailed link, at the press of the button. */
export function ConfirmAddress() {
  const trpc = useTRPC();
  const token = useLinkToken();
  const { mutate, isPending, data, error } = useMutation(trpc.account.confirmEmail.mutationOptions());
  if (data) {
    return (
      <div className="grid gap-5">
        <Notice title="Your address is confirmed" live>
          You sign in with {data.email}.
        </Notice>
        <Link href="/account" prefetch={false} className={buttonClass({ size: "large" })}>
          To your account
        </Link>
      </div>
    );
  }
  return (
    <div className="grid gap-5">
      {error && (
        <Notice tone="danger" live>
          {linkProblem(error)}
        </Notice>
      )}
      <Button size="large" busy={isPending} onClick={() => mutate({ token: token ?? "-" })}>
        Confirm address
      </Button>
    </div>
  );
}

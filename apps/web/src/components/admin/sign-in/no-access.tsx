"use client";

import { signOut } from "next-auth/react";
import Link from "next/link";
import { useState } from "react";

import { buttonClass } from "#components/ui/button-class.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** Tells a signed-in customer that the admin is not for them. */
export function NoAccess({ email }: { readonly email: string }) {
  const [busy, setBusy] = useState(false);
  return (
    <div className="grid gap-4">
      <Notice tone="warning" title="This account has no access" live className="rounded-admin">
        {email} is a customer’s account. The admin is for members of the shop’s staff; an owner can make you one.
      </Notice>
      <Button
        size="medium"
        busy={busy}
        onClick={() => {
          setBusy(true);
          void signOut({ callbackUrl: "/admin/sign-in" });
        }}
      >
        Sign out, use another account
      </Button>
      <Link href="/" className={buttonClass({ kind: "secondary", size: "medium" })}>
        To the shop
      </Link>
    </div>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";

import { SecurityPanels } from "#components/account/security/security-panels.tsx";
import { readPrincipal } from "#server/caller.ts";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Sign-in and security", robots: { index: false } };

export default async function SecurityPage() {
  const { user } = await readPrincipal();
  if (!user) redirect("/sign-in?next=/account/security");
  return (
    <div className="shell pt-10">
      <Link href="/account" prefetch={false} className="text-14 text-muted underline underline-offset-4">
        Your account
      </Link>
      <h1 className="display mt-2 mb-8 text-36 lg:text-48">Sign-in and security</h1>
      <SecurityPanels />
    </div>
  );
}

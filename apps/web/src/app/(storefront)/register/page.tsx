import type { Metadata } from "next";

import { RegisterForm } from "#components/account/register-form.tsx";
import { safePath } from "#lib/safe-path.ts";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Make an account", robots: { index: false } };

export default async function RegisterPage({ searchParams }: { readonly searchParams: Promise<{ next?: string }> }) {
  const next = safePath((await searchParams).next);
  return (
    <div className="shell max-w-md pt-12 lg:pt-20">
      <h1 className="display text-36">Make an account</h1>
      <p className="mt-2 mb-8 text-muted">Keeps your orders in one place. You can buy without one, too.</p>
      <RegisterForm signInHref={`/sign-in?next=${encodeURIComponent(next)}`} />
    </div>
  );
}

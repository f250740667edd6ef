import type { Metadata } from "next";

import { SignInForm } from "#components/account/sign-in-form.tsx";
import { safePath } from "#lib/safe-path.ts";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

interface Props {
  /** `callbackUrl` is what NextAuth calls it. */
  readonly searchParams: Promise<{ next?: string; callbackUrl?: string }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next: wanted, callbackUrl } = await searchParams;
  const next = safePath(wanted ?? callbackUrl);
  return (
    <div className="shell max-w-md pt-12 lg:pt-20">
      <h1 className="display mb-8 text-36">Sign in</h1>
      <SignInForm next={next} registerHref={`/register?next=${encodeURIComponent(next)}`} />
    </div>
  );
}

import type { Metadata } from "next";

import { OtherWaysIn } from "#components/account/other-ways-in.tsx";
import { SignInForm } from "#components/account/sign-in-form.tsx";
import { signInProblem } from "#components/account/sign-in-problem.ts";
import { Notice } from "#components/ui/notice.tsx";
import { safePath } from "#lib/safe-path.ts";
import { otherWays } from "#server/oauth-providers.ts";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

interface Props {
  /** `callbackUrl` is what NextAuth calls it. */
  readonly searchParams: Promise<{ next?: string; callbackUrl?: string; error?: string }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next: wanted, callbackUrl, error } = await searchParams;
  const next = safePath(wanted ?? callbackUrl);
  const problem = signInProblem(error);
  return (
    <div className="shell max-w-md pt-12 lg:pt-20">
      <h1 className="display mb-8 text-36">Sign in</h1>
      {problem !== undefined && (
        <Notice tone="warning" className="mb-6">
          {problem}
        </Notice>
      )}
      <SignInForm next={next} registerHref={`/register?next=${encodeURIComponent(next)}`} />
      <OtherWaysIn ways={otherWays()} next={next} />
    </div>
  );
}

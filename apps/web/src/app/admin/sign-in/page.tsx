import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { OtherWaysIn } from "#components/account/other-ways-in.tsx";
import { SignInForm } from "#components/account/sign-in-form.tsx";
import { readParam, type SearchParams } from "#components/admin/parts/search-params.ts";
import { NoAccess } from "#components/admin/sign-in/no-access.tsx";
import { readMember, readOutsider } from "#server/admin-page.ts";
import { otherWays } from "#server/oauth-providers.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const next = safeNext(readParam(await searchParams, "next"));
  if (await readMember()) redirect(next);
  const outsider = await readOutsider();
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-6 px-4 py-12">
      <div className="w-full max-w-88 rounded-admin border border-line bg-surface p-6">
        <p className="text-muted">Cartwright</p>
        <h1 className="mb-5 text-22 font-semibold tracking-tight">Sign in to the admin</h1>
        {outsider === null ? <MemberSignIn next={next} /> : <NoAccess email={outsider} />}
      </div>
    </main>
  );
}

function MemberSignIn({ next }: { readonly next: string }) {
  const back = `/admin/sign-in?next=${encodeURIComponent(next)}`;
  return (
    <>
      {/* Back to this page, which sends members on, and tells customers. */}
      <SignInForm dense next={back} />
      <OtherWaysIn dense ways={otherWays()} next={back} />
      <p className="mt-4 text-12 text-muted">For people who work here. Shoppers sign in at the shop.</p>
    </>
  );
}

// Only into the admin: an address from a link never leads out of it.
function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/admin(?:[/?]|$)/.test(next) && !next.includes("\\") ? next : "/admin";
}

import type { Metadata } from "next";

import { ResetForm } from "#components/account/reset-form.tsx";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Set a new password", robots: { index: false } };

export default function ResetPage() {
  return (
    <div className="shell max-w-md pt-12 lg:pt-20">
      <h1 className="display mb-8 text-36">Set a new password</h1>
      <ResetForm />
    </div>
  );
}

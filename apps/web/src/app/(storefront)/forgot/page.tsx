import type { Metadata } from "next";

import { ForgotForm } from "#components/account/forgot-form.tsx";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Forgot your password?", robots: { index: false } };

export default function ForgotPage() {
  return (
    <div className="shell max-w-md pt-12 lg:pt-20">
      <h1 className="display text-36">Forgot your password?</h1>
      <p className="mt-2 mb-8 text-muted">Write your address, and we send a link that sets a new one.</p>
      <ForgotForm />
    </div>
  );
}

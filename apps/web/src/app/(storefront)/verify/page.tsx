import type { Metadata } from "next";

import { ConfirmAccountForm } from "#components/account/confirm-account-form.tsx";
import { ConfirmAddress } from "#components/account/confirm-address.tsx";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

export default async function VerifyPage({ searchParams }: { readonly searchParams: Promise<{ for?: string }> }) {
  const isRegistration = (await searchParams).for === "register";
  return (
    <div className="shell max-w-md pt-12 lg:pt-20">
      <h1 className="display mb-8 text-36">{isRegistration ? "Confirm your account" : "Confirm your address"}</h1>
      {isRegistration ? <ConfirmAccountForm /> : <ConfirmAddress />}
    </div>
  );
}

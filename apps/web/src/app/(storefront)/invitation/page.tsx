import type { Metadata } from "next";

import { Invitation } from "#components/invitation/invitation.tsx";

export const dynamic = "force-dynamic";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

export default function InvitationPage() {
  return (
    <div className="shell max-w-md pt-12 lg:pt-20">
      <h1 className="display mb-8 text-36">You are invited</h1>
      <Invitation />
    </div>
  );
}

import type { ReactNode } from "react";

import { AdminShell } from "#components/admin/shell/admin-shell.tsx";
import { Providers } from "#components/shop/providers.tsx";
import { readMember } from "#server/admin-page.ts";

export default async function MembersLayout({ children }: { readonly children: ReactNode }) {
  const member = await readMember();
  // The page below sends to the sign-in, and knows where to come back to.
  if (!member) return children;
  return (
    <Providers>
      <AdminShell member={member}>{children}</AdminShell>
    </Providers>
  );
}

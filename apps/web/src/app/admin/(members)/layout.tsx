import type { ReactNode } from "react";

import { AdminShell } from "#components/admin/shell/admin-shell.tsx";
import { Providers } from "#components/shop/providers.tsx";
import { requireMember } from "#server/admin-page.ts";

export default async function MembersLayout({ children }: { readonly children: ReactNode }) {
  const member = await requireMember("/admin");
  return (
    <Providers>
      <AdminShell member={member}>{children}</AdminShell>
    </Providers>
  );
}

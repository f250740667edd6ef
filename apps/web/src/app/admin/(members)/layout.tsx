import { headers } from "next/headers";
import type { ReactNode } from "react";

import { AdminShell } from "#components/admin/shell/admin-shell.tsx";
import { Providers } from "#components/shop/providers.tsx";
import { pathHeader } from "#lib/path-header.ts";
import { requireMember } from "#server/admin-page.ts";

export default async function MembersLayout({ children }: { readonly children: ReactNode }) {
  const member = await requireMember((await headers()).get(pathHeader) ?? "/admin");
  return (
    <Providers>
      <AdminShell member={member}>{children}</AdminShell>
    </Providers>
  );
}

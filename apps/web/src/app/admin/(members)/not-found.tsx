import Link from "next/link";

import { EmptyList } from "#components/admin/parts/empty-list.tsx";
import { buttonClass } from "#components/ui/button-class.ts";

export default function AdminNotFound() {
  return (
    <EmptyList
      title="There is nothing here"
      action={
        <Link href="/admin" className={buttonClass({ kind: "secondary", size: "medium" })}>
          To the overview
        </Link>
      }
    >
      What you look for was removed, or its address is mistyped. Ctrl-K finds orders and products by name.
    </EmptyList>
  );
}

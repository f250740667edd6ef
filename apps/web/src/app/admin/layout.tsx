import type { Metadata } from "next";
import type { ReactNode } from "react";

import "./admin.css";

export const metadata: Metadata = {
  title: { default: "Cartwright", template: "%s · Cartwright" },
  robots: { index: false, follow: false },
};

export default function AdminLayout({ children }: { readonly children: ReactNode }) {
  return <div className="admin-root min-h-dvh bg-ground text-14">{children}</div>;
}

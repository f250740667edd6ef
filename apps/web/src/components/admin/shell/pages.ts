/** The rooms of the admin, in the order of the rail. */
export const adminPages = [
  { href: "/admin", label: "Overview", icon: "overview", need: "orders:read" },
  { href: "/admin/orders", label: "Orders", icon: "orders", need: "orders:read" },
  { href: "/admin/products", label: "Products", icon: "products", need: "products:read" },
  { href: "/admin/callbacks", label: "Callbacks", icon: "callbacks", need: "callbacks:read" },
  { href: "/admin/webhooks", label: "Webhooks", icon: "webhooks", need: "webhooks:read" },
  { href: "/admin/jobs", label: "Jobs", icon: "jobs", need: "jobs:read" },
] as const;

export type AdminPage = (typeof adminPages)[number];

/** The page that `pathname` belongs to. */
export function currentPage(pathname: string): AdminPage | undefined {
  return adminPages.findLast(({ href }) => pathname === href || (href !== "/admin" && pathname.startsWith(`${href}/`)));
}

/** True when `permissions` has `need`, or everything. */
export function may(permissions: readonly string[], need: string): boolean {
  return permissions.includes("*") || permissions.includes(need);
}

import type { Permission } from "@cartwright/api/permission-words";

interface AdminRoom {
  readonly href: string;
  readonly label: string;
  /** A permission of the API’s own table: a room that it does not know does not compile. */
  readonly need: Permission;
}

/** A word of the rail, and the rooms behind it; the first that somebody may enter is where the word leads. */
const areas = [
  { label: "Overview", icon: "overview", rooms: [{ href: "/admin", label: "Overview", need: "orders:read" }] },
  { label: "Orders", icon: "orders", rooms: [{ href: "/admin/orders", label: "Orders", need: "orders:read" }] },
  {
    label: "Products",
    icon: "products",
    rooms: [{ href: "/admin/products", label: "Products", need: "products:read" }],
  },
  {
    label: "Channels",
    icon: "channels",
    rooms: [
      { href: "/admin/channels", label: "Stores", need: "stores:read" },
      { href: "/admin/channels/shopify", label: "Shopify", need: "stores:read" },
      { href: "/admin/channels/syncs", label: "Syncs", need: "stores:read" },
      { href: "/admin/channels/carriers", label: "Carriers", need: "orders:read" },
    ],
  },
  {
    label: "Automation",
    icon: "automation",
    rooms: [
      { href: "/admin/automation", label: "Rules", need: "rules:read" },
      { href: "/admin/automation/templates", label: "Templates", need: "rules:read" },
      { href: "/admin/callbacks", label: "Callbacks", need: "callbacks:read" },
      { href: "/admin/webhooks", label: "Webhooks", need: "webhooks:read" },
    ],
  },
  { label: "Jobs", icon: "jobs", rooms: [{ href: "/admin/jobs", label: "Jobs", need: "jobs:read" }] },
  {
    label: "Settings",
    icon: "settings",
    rooms: [
      { href: "/admin/settings/members", label: "Members", need: "members:read" },
      { href: "/admin/settings/keys", label: "API keys", need: "keys:read" },
      { href: "/admin/settings/audit", label: "Audit log", need: "audit:read" },
      { href: "/admin/settings/system", label: "System", need: "admin" },
    ],
  },
] as const satisfies readonly { label: string; icon: string; rooms: readonly AdminRoom[] }[];

export interface AdminPage {
  readonly href: string;
  readonly label: string;
  readonly icon: (typeof areas)[number]["icon"];
}

/** The areas of the admin that somebody may enter, in the order of the rail, each by a room that is open to them. */
export function railPages(permissions: readonly string[]): AdminPage[] {
  return areas.flatMap(({ label, icon, rooms }) => {
    const open = rooms.find(({ need }) => may(permissions, need));
    return open === undefined ? [] : [{ href: open.href, label, icon }];
  });
}

/** The areas that a phone has under the thumb: all but the one that is seldom wanted. */
export function thumbPages(permissions: readonly string[]): AdminPage[] {
  return railPages(permissions).filter(({ label }) => label !== "Settings");
}

/** Every room that somebody may enter, by its own name. */
export function openRooms(permissions: readonly string[]): readonly AdminRoom[] {
  return areas.flatMap(({ rooms }) => rooms.filter(({ need }) => may(permissions, need)));
}

/** The rooms of one area that somebody may enter. */
export function roomsOf(
  area: "Automation" | "Channels" | "Settings",
  permissions: readonly string[],
): readonly AdminRoom[] {
  return areas.flatMap(({ label, rooms }) =>
    label === area ? rooms.filter(({ need }) => may(permissions, need)) : [],
  );
}

/** The rail's word for the page at `pathname`. */
export function currentArea(pathname: string): AdminPage["label"] | undefined {
  return areas.findLast(({ rooms }) => rooms.some(({ href }) => isIn(href, pathname)))?.label;
}

function isIn(href: string, pathname: string): boolean {
  return pathname === href || (href !== "/admin" && pathname.startsWith(`${href}/`));
}

/** True when `permissions` has `need`, or everything. */
export function may(permissions: readonly string[], need: Permission): boolean {
  return permissions.includes("*") || permissions.includes(need);
}

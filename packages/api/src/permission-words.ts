import type { Permission } from "./permissions.ts";

export type { Permission } from "./permissions.ts";

/** What each permission lets one do, by what it is about. */
export const permissionGroups: readonly {
  readonly title: string;
  readonly words: Partial<Record<Permission, string>>;
}[] = [
  {
    title: "Orders",
    words: {
      "orders:read": "See orders and customers’ details in them",
      "orders:write": "Ship, hold, tag and cancel orders",
      "orders:refund": "Give money back",
    },
  },
  {
    title: "Products",
    words: {
      "products:read": "See products that are not for sale yet",
      "products:write": "Add, change and publish products",
      "inventory:write": "Count and correct stock",
    },
  },
  {
    title: "Channels",
    words: { "stores:read": "See stores and their syncs", "stores:write": "Connect, sync and disconnect stores" },
  },
  {
    title: "Automation",
    words: {
      "rules:read": "See rules and what they did",
      "rules:write": "Write rules, and switch them on and off",
      "facts:read": "Read facts",
      "facts:write": "Set facts",
      "events:write": "Tell events of one’s own",
      "callbacks:read": "See where we call and what was sent",
      "callbacks:write": "Register callbacks, and send again",
      "webhooks:read": "See what others told us",
      "webhooks:write": "Apply it once more",
      "live:read": "Follow events as they happen",
    },
  },
  { title: "Jobs", words: { "jobs:read": "See jobs and schedules", "jobs:write": "Retry, cancel and schedule jobs" } },
  {
    title: "The shop",
    words: {
      "audit:read": "Read who changed what",
      "members:read": "See members and invitations",
      "members:write": "Invite, change and remove members",
      "keys:read": "See API keys",
      "keys:write": "Make and revoke API keys",
      admin: "See the system’s state, and set where parcels leave from",
    },
  },
];

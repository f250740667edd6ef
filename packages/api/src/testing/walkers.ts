/** As whom every procedure and every route is tried, with rows of one shop: see `permission-walk.test.ts`. */
export const walkers = [
  "guest",
  "another customer",
  "staff without the permission",
  "key without the scope",
  "owner of another organization",
  "staff of another organization",
  "owner",
] as const;

export type Walker = (typeof walkers)[number];

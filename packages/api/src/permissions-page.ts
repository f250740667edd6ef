import { permissionGroups } from "./permission-words.ts";
import { procedureAccess, type Access } from "./permissions.ts";
import { readProcedures } from "./read-procedures.ts";
import { restRoutes } from "./rest/route-table.ts";
import { walkers } from "./testing/walkers.ts";

/** `docs/permissions.md`, made from the table by which procedures let people in. */
export function permissionsPage(): string {
  const words = permissionGroups.flatMap(({ title, words: own }) =>
    Object.entries(own).map(([permission, word]) => `| \`${permission}\` | ${title} | ${word} |`),
  );
  const rows = readProcedures()
    .toSorted((a, b) => a.path.localeCompare(b.path, "en"))
    .map(({ path, meta }) => `| \`${path}\` | ${placeOf(meta?.rest)} | ${whoOf(procedureAccess[path])} |`);
  return `# Permissions

One table decides who may call what: \`packages/api/src/permissions.ts\`. The procedures, the REST API and the rooms of the admin go by it, and this
page is made from it. Owners and admins hold every permission, staff and keys what they were given ([members.md](members.md)). Behind the door
each use case looks whose the row is: what is another organization's, or another shopper's, is \`not_found\`.

A test calls every procedure and every route, with rows of one shop, as ${walkers.join(", ")}: ${countCells()} cells
(\`packages/api/src/permission-walk.test.ts\`). Strangers are shown nothing and change nothing; whoever may not come in is refused by the code for it.
What is new is walked by itself, and refused to everybody until it is in the table.

## What each lets one do

| permission | about | one may |
|---|---|---|
${words.join("\n")}

## What each procedure takes

| procedure | REST, under \`/api/v1\` | who |
|---|---|---|
${rows.join("\n")}

This page is written by \`node packages/api/scripts/write-permissions.ts\`; a test fails when it is not current.
`;
}

function countCells(): number {
  const procedures = readProcedures().filter(({ type }) => type !== "subscription").length;
  return (procedures + restRoutes.length) * walkers.length;
}

function placeOf(rest: { readonly method: string; readonly path: string } | undefined): string {
  return rest === undefined ? "" : `\`${rest.method} ${rest.path}\``;
}

function whoOf(access: Access | undefined): string {
  if (access === undefined) return "nobody";
  const { guest, customer, need } = access;
  if (guest && need === null) return "everybody";
  if (need === null) return "who is signed in";
  const others = guest ? "guests and shoppers for their own, " : customer ? "shoppers for their own, " : "";
  return `${others}\`${need}\``;
}

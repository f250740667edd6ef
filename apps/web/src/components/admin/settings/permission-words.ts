import { permissionGroups, type Permission } from "@cartwright/api/permission-words";

/** The ticks of a form that are permissions. */
export function readPermissions(form: FormData): Permission[] {
  return form.getAll("permission").filter((value) => isPermission(value));
}

function isPermission(value: unknown): value is Permission {
  return typeof value === "string" && permissionGroups.some(({ words }) => value in words);
}

/** `Give money back`; what has no words is called by its name. */
export function permissionWord(permission: string): string {
  if (permission === "*") return "Everything";
  const words = Object.assign({}, ...permissionGroups.map(({ words: own }) => own)) as Record<string, string>;
  return words[permission] ?? permission;
}

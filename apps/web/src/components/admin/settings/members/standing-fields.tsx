"use client";

import { useState } from "react";

import { useMember } from "../../shell/member.tsx";
import { PermissionChoices } from "../permission-choices.tsx";
import { readPermissions } from "../permission-words.ts";
import { roleHints, roles, roleWords } from "./role-words.ts";

interface StandingFieldsProps {
  readonly role?: (typeof roles)[number];
  readonly permissions?: readonly string[];
}

/** What somebody is to be, and may do. Roles above one’s own cannot be given. */
export function StandingFields({ role: first = "staff", permissions = [] }: StandingFieldsProps) {
  const { role: own } = useMember();
  const [role, setRole] = useState<(typeof roles)[number]>(first);
  const givable = roles.slice(roles.indexOf(own));
  return (
    <>
      <fieldset className="grid gap-1 rounded-admin border border-line p-3">
        <legend className="px-1 font-medium">Role</legend>
        {roles.map((value) => (
          <label
            key={value}
            className="flex min-h-6 items-center gap-2 has-disabled:text-muted pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name="role"
              value={value}
              checked={role === value}
              disabled={!givable.includes(value)}
              onChange={() => setRole(value)}
              className="size-4 shrink-0 accent-accent"
            />
            <span>
              {roleWords[value]} <span className="text-12 text-muted">{roleHints[value]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {role === "staff" && <PermissionChoices legend="May" chosen={permissions} />}
    </>
  );
}

/** What the fields say. */
export function readStanding(form: FormData) {
  return {
    role: roles.find((role) => role === form.get("role")) ?? "staff",
    permissions: readPermissions(form),
  };
}

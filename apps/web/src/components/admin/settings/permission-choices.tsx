"use client";

import { useId } from "react";

import { type Permission, permissionGroups } from "@cartwright/api/permission-words";

import { useMember } from "../shell/member.tsx";
import { may } from "../shell/pages.ts";

interface PermissionChoicesProps {
  readonly legend: string;
  /** What is ticked at first. */
  readonly chosen?: readonly string[];
}

/** A tick for each permission, as `permission` of the form. What one does not have oneself cannot be given. */
export function PermissionChoices({ legend, chosen = [] }: PermissionChoicesProps) {
  const { permissions } = useMember();
  const id = useId();
  return (
    <fieldset className="grid max-h-80 gap-3 overflow-y-auto rounded-admin border border-line p-3">
      <legend className="px-1 font-medium">{legend}</legend>
      {permissionGroups.map(({ title, words }) => (
        <div key={title} role="group" aria-labelledby={`${id}-${title}`} className="grid gap-1">
          <p id={`${id}-${title}`} className="text-12 text-muted">
            {title}
          </p>
          {(Object.entries(words) as [Permission, string][]).map(([permission, word]) => {
            const held = may(permissions, permission);
            return (
              <label
                key={permission}
                className="flex min-h-6 items-center gap-2 has-disabled:text-muted pointer-coarse:min-h-11"
                title={held ? permission : "You do not have this yourself."}
              >
                <input
                  type="checkbox"
                  name="permission"
                  value={permission}
                  defaultChecked={chosen.includes(permission)}
                  disabled={!held}
                  className="size-4 shrink-0 accent-accent"
                />
                {word}
              </label>
            );
          })}
        </div>
      ))}
    </fieldset>
  );
}

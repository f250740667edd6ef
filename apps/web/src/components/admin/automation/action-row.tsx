"use client";

import type { RuleChoicesDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/input.tsx";

import { ActionFields } from "./action-fields.tsx";
import { actionOf, actionWords } from "./action-words.ts";
import type { Action } from "./rule-draft.ts";

interface ActionRowProps {
  readonly action: Action;
  readonly choices: RuleChoicesDto;
  readonly onChange: (action: Action) => void;
}

/** What is done, and with what. */
export function ActionRow({ action, choices, onChange }: ActionRowProps) {
  return (
    <>
      <Field label="Do">
        {(control) => (
          <Select
            {...control}
            dense
            value={action.do}
            onChange={({ target }) => onChange(actionOf(target.value, choices))}
          >
            {actionWords.map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ActionFields action={action} choices={choices} onChange={onChange} />
    </>
  );
}

"use client";

import type { RuleChoicesDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";

import type { Action } from "./rule-draft.ts";
import { TextWithNames } from "./text-with-names.tsx";

type Mail = Extract<Action, { do: "mail" }>;

interface MailFieldsProps {
  readonly mail: Mail;
  readonly choices: RuleChoicesDto;
  readonly onChange: (mail: Mail) => void;
}

/** To whom, about what, and the text. */
export function MailFields({ mail, choices, onChange }: MailFieldsProps) {
  return (
    <>
      <Field label="To">
        {(control) => (
          <Select
            {...control}
            dense
            value={mail.to}
            onChange={({ target: { value } }) =>
              onChange({ ...mail, to: value === "customer" || value === "address" ? value : "admins" })
            }
          >
            <option value="admins">all admins</option>
            <option value="customer">the customer</option>
            <option value="address">an address</option>
          </Select>
        )}
      </Field>
      {mail.to === "address" && (
        <Field label="Address">
          {(control) => (
            <Input
              {...control}
              dense
              required
              type="email"
              maxLength={254}
              value={mail.address ?? ""}
              onChange={({ target }) => onChange({ ...mail, address: target.value })}
            />
          )}
        </Field>
      )}
      <TextWithNames
        label="Subject"
        value={mail.subject}
        maxLength={200}
        choices={choices}
        onChange={(subject) => onChange({ ...mail, subject })}
      />
      <TextWithNames
        label="Text"
        long
        value={mail.text}
        maxLength={2_000}
        choices={choices}
        onChange={(text) => onChange({ ...mail, text })}
      />
    </>
  );
}

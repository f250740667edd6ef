"use client";

import type { RuleChoicesDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";

import { DurationField } from "./duration-field.tsx";
import { MailFields } from "./mail-fields.tsx";
import type { Action } from "./rule-draft.ts";
import { TextWithNames } from "./text-with-names.tsx";

interface ActionFieldsProps {
  readonly action: Action;
  readonly choices: RuleChoicesDto;
  readonly onChange: (action: Action) => void;
}

/** What one kind of action needs to know. */
export function ActionFields({ action, choices, onChange }: ActionFieldsProps) {
  switch (action.do) {
    case "alert":
      return (
        <>
          <Field label="As">
            {(control) => (
              <Select
                {...control}
                dense
                value={action.level}
                onChange={({ target }) => onChange({ ...action, level: target.value === "info" ? "info" : "warning" })}
              >
                <option value="warning">a warning</option>
                <option value="info">a note</option>
              </Select>
            )}
          </Field>
          <TextWithNames
            label="Text"
            value={action.text}
            maxLength={300}
            choices={choices}
            onChange={(text) => onChange({ ...action, text })}
          />
        </>
      );
    case "mail":
      return <MailFields mail={action} choices={choices} onChange={onChange} />;
    case "tag_order":
    case "untag_order":
      return <Line label="Tag" maxLength={40} value={action.tag} onChange={(tag) => onChange({ ...action, tag })} />;
    case "hold_order":
    case "cancel_order":
      return (
        <Line
          label="Reason"
          maxLength={200}
          value={action.reason}
          onChange={(reason) => onChange({ ...action, reason })}
        />
      );
    case "release_order":
      return null;
    case "set_fact":
      return <FactFields action={action} onChange={onChange} />;
    case "remove_fact":
      return <Line label="Fact" maxLength={300} value={action.key} onChange={(key) => onChange({ ...action, key })} />;
    case "emit":
      return (
        <Line
          label="Name"
          hint="A name of small letters and _: the event is called rule.<name>."
          maxLength={50}
          value={action.name}
          onChange={(name) => onChange({ ...action, name })}
        />
      );
    case "enqueue":
      return (
        <Field label="Job" hint="It is told the order, customer or product that the event is about.">
          {(control) => (
            <Select
              {...control}
              dense
              required
              value={action.job}
              onChange={({ target }) => onChange({ ...action, job: target.value })}
            >
              {choices.jobs.map((job) => (
                <option key={job}>{job}</option>
              ))}
            </Select>
          )}
        </Field>
      );
    case "callback":
      return (
        <Field label="Endpoint" hint={choices.endpoints.length === 0 ? "Register a callback first." : undefined}>
          {(control) => (
            <Select
              {...control}
              dense
              required
              value={action.endpointId}
              onChange={({ target }) => onChange({ ...action, endpointId: target.value })}
            >
              {choices.endpoints.map(({ id, url }) => (
                <option key={id} value={id}>
                  {url}
                </option>
              ))}
            </Select>
          )}
        </Field>
      );
  }
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}

function Line({ label, value, maxLength, hint, onChange }: LineProps) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <Input
          {...control}
          dense
          required
          maxLength={maxLength}
          autoComplete="off"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

interface FactFieldsProps {
  readonly action: Extract<Action, { do: "set_fact" }>;
  readonly onChange: (action: Action) => void;
}

function FactFields({ action, onChange }: FactFieldsProps) {
  const { ttlSeconds } = action;
  return (
    <>
      <Line
        label="Fact"
        hint="customer:{customer}:tier"
        maxLength={300}
        value={action.key}
        onChange={(key) => onChange({ ...action, key })}
      />
      <Line
        label="Value"
        maxLength={1_000}
        value={String(action.value)}
        onChange={(value) => onChange({ ...action, value })}
      />
      <Field label="It holds">
        {(control) => (
          <Select
            {...control}
            dense
            value={ttlSeconds === undefined ? "always" : "time"}
            onChange={({ target }) =>
              onChange({ ...action, ttlSeconds: target.value === "always" ? undefined : 86_400 })
            }
          >
            <option value="always">until it is changed</option>
            <option value="time">for a time</option>
          </Select>
        )}
      </Field>
      {ttlSeconds !== undefined && (
        <DurationField
          label="For"
          minutes={Math.max(1, Math.round(ttlSeconds / 60))}
          onChange={(minutes) => onChange({ ...action, ttlSeconds: minutes * 60 })}
        />
      )}
    </>
  );
}

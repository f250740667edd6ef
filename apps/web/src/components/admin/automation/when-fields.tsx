"use client";

import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";

import { useMember } from "../shell/member.tsx";
import { DurationField } from "./duration-field.tsx";
import { EventField } from "./event-field.tsx";
import type { When } from "./rule-draft.ts";

interface WhenFieldsProps {
  readonly when: When;
  readonly events: readonly string[];
  readonly onChange: (when: When) => void;
}

const kinds = {
  event: "Something happens",
  absence: "Something happens, and then something else does not",
  schedule: "The clock says so",
} as const;

/** What begins a rule. */
export function WhenFields({ when, events, onChange }: WhenFieldsProps) {
  const { timeZone } = useMember().organization;
  const patterns = [...new Set(events.map((event) => `${event.split(".")[0]}.*`)), ...events];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="When" className="sm:col-span-2">
        {(control) => (
          <Select {...control} dense value={when.kind} onChange={({ target }) => onChange(another(when, target.value))}>
            {Object.entries(kinds).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {when.kind === "schedule" ? (
        <Field
          label="Cron fields"
          hint={`Five fields in ${timeZone}: 0 9 * * 1-5 is at nine on workdays.`}
          className="sm:col-span-2"
        >
          {(control) => (
            <Input
              {...control}
              dense
              required
              maxLength={100}
              className="font-mono"
              value={when.cron}
              onChange={({ target }) => onChange({ ...when, cron: target.value })}
            />
          )}
        </Field>
      ) : (
        <EventField
          label="Event"
          hint="order.* is everything about orders."
          value={when.event}
          events={patterns}
          onChange={(event) => onChange({ ...when, event })}
        />
      )}
      {when.kind === "absence" && (
        <>
          <DurationField
            label="For"
            minutes={when.minutes}
            onChange={(minutes) => onChange({ ...when, minutes: Math.min(minutes, 43_200) })}
          />
          <Field label="This does not happen" hint="One or more events, with spaces between.">
            {(control) => (
              <Input
                {...control}
                dense
                required
                defaultValue={when.unless.join(" ")}
                onChange={({ target }) => onChange({ ...when, unless: target.value.split(/[\s,]+/).filter(Boolean) })}
              />
            )}
          </Field>
          <Field label="To">
            {(control) => (
              <Select
                {...control}
                dense
                value={when.about}
                onChange={({ target }) =>
                  onChange({ ...when, about: target.value === "customer" ? "customer" : "same" })
                }
              >
                <option value="same">the same order, product or customer</option>
                <option value="customer">the same customer</option>
              </Select>
            )}
          </Field>
        </>
      )}
    </div>
  );
}

function another(when: When, kind: string): When {
  const event = when.kind === "schedule" ? "order.created" : when.event;
  if (kind === "schedule") return { kind, cron: "0 9 * * *" };
  if (kind === "absence") return { kind, event, unless: ["order.paid"], about: "same", minutes: 1_440 };
  return { kind: "event", event };
}

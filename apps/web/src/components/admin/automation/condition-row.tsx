"use client";

import type { RuleChoicesDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";

import { comparisonsFor, conditionOf, subjectOf, type Comparison } from "./condition-words.ts";
import { DurationField } from "./duration-field.tsx";
import { EventField } from "./event-field.tsx";
import type { Condition } from "./rule-draft.ts";
import { ValueField } from "./value-field.tsx";

interface ConditionRowProps {
  readonly condition: Condition;
  readonly choices: RuleChoicesDto;
  readonly onChange: (condition: Condition) => void;
}

const sources = { event: "Event", order: "Order", customer: "Customer", product: "Product" } as const;

/** What is asked about, how it is compared, and with what. */
export function ConditionRow({ condition, choices, onChange }: ConditionRowProps) {
  return (
    <>
      <Field label="What">
        {(control) => (
          <Select
            {...control}
            dense
            value={subjectOf(condition)}
            onChange={({ target }) => onChange(conditionOf(target.value, choices))}
          >
            {Object.entries(sources).map(([from, label]) => (
              <optgroup key={from} label={label}>
                {choices.fields
                  .filter((field) => field.from === from)
                  .map(({ name, label: words }) => (
                    <option key={name} value={`field:${name}`}>
                      {words}
                    </option>
                  ))}
              </optgroup>
            ))}
            <optgroup label="More">
              <option value="count">How often something happened</option>
              <option value="fact">A fact</option>
              <option value="data">A value in the event’s data</option>
            </optgroup>
          </Select>
        )}
      </Field>
      <Details condition={condition} choices={choices} onChange={onChange} />
      <Compared condition={condition} choices={choices} onChange={onChange} />
    </>
  );
}

function Details({ condition, choices, onChange }: ConditionRowProps) {
  switch (condition.of) {
    case "field":
      return null;
    case "fact":
      return (
        <Field label="Fact" hint="customer:{customer}:tier">
          {(control) => (
            <Input
              {...control}
              dense
              required
              maxLength={300}
              value={condition.key}
              onChange={({ target }) => onChange({ ...condition, key: target.value.trim() })}
            />
          )}
        </Field>
      );
    case "data":
      return (
        <Field label="Path" hint="refund.amount">
          {(control) => (
            <Input
              {...control}
              dense
              required
              maxLength={200}
              value={condition.path}
              onChange={({ target }) => onChange({ ...condition, path: target.value.trim() })}
            />
          )}
        </Field>
      );
    case "count":
      return (
        <>
          <EventField
            label="Event"
            value={condition.event}
            events={choices.events}
            onChange={(event) => onChange({ ...condition, event })}
          />
          <Field label="Of">
            {(control) => (
              <Select
                {...control}
                dense
                value={condition.about}
                onChange={({ target: { value } }) =>
                  onChange({ ...condition, about: value === "shop" || value === "customer" ? value : "same" })
                }
              >
                <option value="customer">the same customer</option>
                <option value="same">the same order, product or customer</option>
                <option value="shop">the whole shop</option>
              </Select>
            )}
          </Field>
          <DurationField
            label="Within"
            minutes={condition.minutes}
            onChange={(minutes) => onChange({ ...condition, minutes: Math.min(minutes, 43_200) })}
          />
        </>
      );
  }
}

function Compared({ condition, choices, onChange }: ConditionRowProps) {
  const offered = comparisonsFor(condition, choices);
  const pick = (is: Comparison): void => {
    if (condition.of === "count") {
      if (is === "at_least" || is === "at_most" || is === "is") onChange({ ...condition, is });
      return;
    }
    const value = is === "known" || is === "unknown" ? undefined : valueFor(is, condition.value);
    onChange({ ...condition, is, value });
  };
  return (
    <>
      <Field label="Is">
        {(control) => (
          <Select
            {...control}
            dense
            value={condition.is}
            onChange={({ target }) => {
              const chosen = offered.find(([is]) => is === target.value);
              if (chosen) pick(chosen[0]);
            }}
          >
            {offered.map(([is, words]) => (
              <option key={is} value={is}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ValueField condition={condition} choices={choices} onChange={onChange} />
    </>
  );
}

type Value = Exclude<Condition, { of: "count" }>["value"];

// One of several is a list; everything else is one value.
function valueFor(is: Comparison, value: Value): Value {
  if (is === "one_of") return Array.isArray(value) ? value : value === undefined || value === "" ? [] : [String(value)];
  return Array.isArray(value) ? value.join(" ") : (value ?? "");
}

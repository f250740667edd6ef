"use client";

import { useState, type FormEvent, type ReactNode } from "react";

import type { RuleChoicesDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Checkbox, Input, Select } from "#components/ui/input.tsx";

import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";
import { UnsavedGuard } from "../products/unsaved-guard.tsx";
import { ActionRow } from "./action-row.tsx";
import { actionOf } from "./action-words.ts";
import { ConditionRow } from "./condition-row.tsx";
import { conditionOf } from "./condition-words.ts";
import { DryRun } from "./dry-run.tsx";
import { RowFrame } from "./row-frame.tsx";
import { fromDraft, toRow, type Row, type RuleDraft } from "./rule-draft.ts";
import { WhenFields } from "./when-fields.tsx";

interface RuleEditorProps {
  readonly initial: RuleDraft;
  readonly choices: RuleChoicesDto;
  readonly busy: boolean;
  readonly error: unknown;
  /** The verb: "Save rule". */
  readonly action: string;
  readonly mayWrite: boolean;
  readonly onSave: (rule: ReturnType<typeof fromDraft>) => void;
}

/** When, if, then: a rule as a form. */
export function RuleEditor(props: RuleEditorProps) {
  const { initial, choices, busy, error, action, mayWrite, onSave } = props;
  const [draft, setDraft] = useState(initial);
  const [saved, setSaved] = useState(false);
  const change = (next: Partial<RuleDraft>): void => {
    setSaved(false);
    setDraft((before) => ({ ...before, ...next }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaved(true);
    onSave(fromDraft(draft));
  };
  return (
    <form onSubmit={submit}>
      <UnsavedGuard dirty={draft !== initial && (!saved || error !== null)} />
      <fieldset
        disabled={!mayWrite}
        className="grid min-w-0 grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]"
      >
        <legend className="sr-only">Rule</legend>
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <Panel title="Rule">
            <Basics draft={draft} onChange={change} />
          </Panel>
          <Panel title="When">
            <WhenFields when={draft.when} events={choices.events} onChange={(when) => change({ when })} />
          </Panel>
          <Conditions draft={draft} choices={choices} onChange={change} />
          <Actions draft={draft} choices={choices} onChange={change} />
          <FailureNotice error={error} title="The rule was not saved" />
          {mayWrite && (
            <div className="flex justify-end gap-2">
              <Button type="submit" size="medium" busy={busy}>
                {action}
              </Button>
            </div>
          )}
        </div>
        <DryRun rule={() => fromDraft(draft)} />
      </fieldset>
    </form>
  );
}

interface PartProps {
  readonly draft: RuleDraft;
  readonly onChange: (next: Partial<RuleDraft>) => void;
}

function Basics({ draft, onChange }: PartProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            dense
            required
            maxLength={100}
            autoComplete="off"
            value={draft.name}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field label="Priority" hint="Higher goes first.">
        {(control) => (
          <Input
            {...control}
            dense
            required
            type="number"
            min={-1_000}
            max={1_000}
            value={draft.priority}
            onChange={({ target }) => onChange({ priority: Math.round(Number(target.value)) })}
          />
        )}
      </Field>
      <label htmlFor="rule-last" className="flex items-center gap-2 sm:col-span-2">
        <Checkbox
          id="rule-last"
          checked={draft.last}
          onChange={({ target }) => onChange({ last: target.checked })}
          className="size-4"
        />
        When it acts, no rule after it does
      </label>
    </div>
  );
}

function Conditions({ draft, choices, onChange }: PartProps & { readonly choices: RuleChoicesDto }) {
  const { conditions, match } = draft;
  const set = (rows: RuleDraft["conditions"]) => onChange({ conditions: rows });
  const add = (
    <Button
      kind="secondary"
      size="small"
      disabled={conditions.length >= 20}
      onClick={() => set([...conditions, toRow(conditionOf("field:order.total", choices))])}
    >
      Add condition
    </Button>
  );
  return (
    <Panel title="If" aside={add}>
      {conditions.length === 0 && <p className="text-muted">Always. Add a condition to make it choosy.</p>}
      {conditions.length > 1 && (
        <Select
          dense
          aria-label="How the conditions work together"
          value={match}
          onChange={({ target }) => onChange({ match: target.value === "any" ? "any" : "all" })}
          className="mb-4 sm:max-w-64"
        >
          <option value="all">All of this is true</option>
          <option value="any">Any of this is true</option>
        </Select>
      )}
      <Rows label="Condition" rows={conditions} onChange={set}>
        {(condition, onRow) => <ConditionRow condition={condition} choices={choices} onChange={onRow} />}
      </Rows>
    </Panel>
  );
}

function Actions({ draft, choices, onChange }: PartProps & { readonly choices: RuleChoicesDto }) {
  const { actions } = draft;
  const set = (rows: RuleDraft["actions"]) => onChange({ actions: rows });
  const add = (
    <Button
      kind="secondary"
      size="small"
      disabled={actions.length >= 10}
      onClick={() => set([...actions, toRow(actionOf("alert", choices))])}
    >
      Add action
    </Button>
  );
  return (
    <Panel title="Then" aside={add}>
      <Rows label="Action" rows={actions} least={1} onChange={set}>
        {(action, onRow) => <ActionRow action={action} choices={choices} onChange={onRow} />}
      </Rows>
    </Panel>
  );
}

interface RowsProps<T> {
  readonly label: string;
  readonly rows: readonly Row<T>[];
  /** So many stay. */
  readonly least?: number;
  readonly onChange: (rows: readonly Row<T>[]) => void;
  readonly children: (value: T, onChange: (value: T) => void) => ReactNode;
}

function Rows<T>({ label, rows, least = 0, onChange, children }: RowsProps<T>) {
  return (
    <ol aria-label={`${label}s`}>
      {rows.map(({ key, value }, index) => (
        <RowFrame
          key={key}
          label={`${label} ${index + 1}`}
          onRemove={rows.length > least ? () => onChange(rows.filter((row) => row.key !== key)) : undefined}
        >
          {children(value, (next) => onChange(rows.map((row) => (row.key === key ? { key, value: next } : row))))}
        </RowFrame>
      ))}
    </ol>
  );
}

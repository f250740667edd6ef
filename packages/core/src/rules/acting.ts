import type { Action } from "./definition.ts";
import type { Subject } from "./load-subjects.ts";
import type { BookRule } from "./rule-book.ts";
import type { RuleEvent } from "./rule-event.ts";

/** A rule that acts, and what on. */
export interface Acting {
  readonly rule: Pick<BookRule, "id" | "number" | "name" | "definition">;
  readonly event: RuleEvent;
  readonly subject: Subject;
}

/** What has to be done once the transaction is committed, for speed alone: what is lost a sweep finds. */
export type AfterCommit = () => Promise<void>;

/** One of its actions. */
export interface Step<A extends Action = Action> extends Acting {
  readonly action: A;
}

/** What texts of a rule may name. */
export function valuesOf({ rule, subject }: Acting): Readonly<Record<string, unknown>> {
  return { ...subject.fields, "rule.name": rule.name };
}

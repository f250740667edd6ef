/**
 * Which rules led to an event, one after another. Their numbers travel behind the request's id, through jobs and events alike,
 * so that a chain is known however it goes on. No caller can write the mark: ids from outside hold none.
 */
export interface Cause {
  readonly requestId: string;
  /** Numbers of rules of the organization, first cause first. */
  readonly rules: readonly number[];
}

const mark = "~";
const marked = /^(.*)~(\d{1,9}(?:\.\d{1,9})*)$/s;

/** Chains of more rules than this are cut off. */
export const longestChain = 5;

/** Takes a request's id apart. */
export function readCause(requestId: string): Cause {
  const [, own, rules] = marked.exec(requestId) ?? [];
  if (own === undefined || rules === undefined) return { requestId, rules: [] };
  return { requestId: own, rules: rules.split(".").map(Number) };
}

/** Puts the two together again. */
export function writeCause({ requestId, rules }: Cause): string {
  return rules.length === 0 ? requestId : `${requestId}${mark}${rules.join(".")}`;
}

/** The request's id under which a rule acts. */
export function withCause({ requestId, rules }: Cause, rule: number): string {
  return writeCause({ requestId, rules: [...rules, rule] });
}

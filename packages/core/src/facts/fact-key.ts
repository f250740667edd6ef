import { DomainError } from "#errors.ts";

/** A name of parts: `customer:0198…:tier`. */
const keyForm = /^[A-Za-z0-9._-]{1,100}(:[A-Za-z0-9._-]{1,100}){0,7}$/;
const patternForm = /^[A-Za-z0-9._-]{1,100}(:(\*|[A-Za-z0-9._-]{1,100})){0,7}$/;
const longest = 300;

/** What a system fact tells, and of what. */
export interface SystemKey {
  readonly of: keyof typeof systemTails;
  readonly id: string;
}

/** What the system knows about a thing, under which last part. */
export const systemTails = { order: "status", product: "reserved" } as const;

const systemForm = /^(order|product):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):(status|reserved)$/;

/** @throws DomainError `invalid_input` unless it is up to 8 parts of letters, digits and `._-`, with colons between */
export function checkKey(key: string): void {
  if (key.length <= longest && keyForm.test(key)) return;
  throw new DomainError(
    "invalid_input",
    { field: "key" },
    { message: "A fact's key is up to 8 parts of letters, digits, dots, dashes and underscores, with colons between." },
  );
}

/** `order:<id>:status` and `product:<id>:reserved`, which nobody sets; undefined for all other keys. */
export function readSystemKey(key: string): SystemKey | undefined {
  const [, of, id, tail] = systemForm.exec(key) ?? [];
  if ((of !== "order" && of !== "product") || id === undefined || systemTails[of] !== tail) return undefined;
  return { of, id };
}

/** What a pattern asks for: `*` stands for one whole part, anywhere but first. */
export interface FactPattern {
  readonly head: string;
  /** The last part, when it is given. */
  readonly tail: string | null;
  readonly parts: readonly string[];
  /** What all matching keys begin with. */
  readonly prefix: string;
}

/** @throws DomainError `invalid_input` for what is no pattern, or begins with a star: that would read every fact there is */
export function readPattern(pattern: string): FactPattern {
  const parts = pattern.split(":");
  const [head] = parts;
  if (pattern.length > longest || !patternForm.test(pattern) || head === undefined) {
    throw new DomainError(
      "invalid_input",
      { field: "pattern" },
      { message: "A pattern is a key whose parts, all but the first, may be a star: order:*:status." },
    );
  }
  const last = parts.at(-1) ?? head;
  const open = parts.indexOf("*");
  const fixed = open === -1 ? parts : parts.slice(0, open);
  return { head, parts, tail: last === "*" ? null : last, prefix: fixed.join(":") + (open === -1 ? "" : ":") };
}

/** The pattern as a regular expression of Postgres; its parts hold nothing that means something there but dots and dashes. */
export function toRegex({ parts }: FactPattern): string {
  return `^${parts.map((part) => (part === "*" ? "[^:]+" : part.replaceAll(".", "\\."))).join(":")}$`;
}

import type { Person } from "./person.ts";

/** What stands in the place of what somebody was named by. */
export const erased = "[erased]";

/**
 * Strikes a person out of a text that is about them, JSON or not: what names them wherever it stands, and what alone would not, a
 * town, where it is a whole value. What is left is JSON if it was.
 */
export function strikeOut({ values, wholes }: Pick<Person, "values" | "wholes">): (text: string) => string {
  const anywhere = pattern(values, "");
  const quoted = pattern(wholes, '"');
  return (text) => {
    const once = anywhere === null ? text : text.replace(anywhere, erased);
    return quoted === null ? once : once.replace(quoted, `"${erased}"`);
  };
}

// Longest first, so that no rest of one is left by another that is a part of it.
function pattern(texts: readonly string[], around: string): RegExp | null {
  const written = [...new Set(texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]))];
  const parts = written.toSorted((a, b) => b.length - a.length).map((text) => `${around}${escape(text)}${around}`);
  return parts.length === 0 ? null : new RegExp(parts.join("|"), "giu");
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

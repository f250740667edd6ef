import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { tableOf } from "./print-table.ts";
import type { Outcome } from "./run-scenario.ts";

const page = fileURLToPath(new URL("../docs/reliability.md", import.meta.url));
const marked = /(<!-- faults:begin -->\n)[^]*(<!-- faults:end -->)/;

/** Puts the table of a whole run into `docs/reliability.md`, between its marks. */
export function writeTable(outcomes: readonly Outcome[], seed: number): void {
  const text = readFileSync(page, "utf8");
  if (!marked.test(text)) throw new Error("docs/reliability.md has lost the marks of its table");
  const lines = ["", `\`pnpm faults --seed ${seed}\``, "", ...tableOf(outcomes), ""];
  writeFileSync(
    page,
    text.replace(marked, (_, begin: string, end: string) => `${begin}${lines.join("\n")}\n${end}`),
  );
}

import { toCell } from "#csv/to-cell.ts";

import type { PersonalRow } from "./export-person.ts";

/** As one JSON document, a list of rows for each table; piece by piece, so that its size does not matter. */
export async function* toJson(
  rows: AsyncIterable<PersonalRow>,
  { exportedAt }: { exportedAt: Date },
): AsyncGenerator<string> {
  yield `{\n"exportedAt": ${JSON.stringify(exportedAt)},\n"data": {`;
  let table: string | null = null;
  for await (const row of rows) {
    if (row.table !== table) yield `${table === null ? "" : "\n],"}\n${JSON.stringify(row.table)}: [\n`;
    else yield ",\n";
    table = row.table;
    yield JSON.stringify(row.values);
  }
  yield `${table === null ? "" : "\n]"}\n}\n}\n`;
}

/** As one table for spreadsheets: which table, which row, which field, and what stands there. */
export async function* toCsv(rows: AsyncIterable<PersonalRow>): AsyncGenerator<string> {
  yield "table,row,field,value\r\n";
  let [table, number] = ["", 0];
  for await (const row of rows) {
    number = row.table === table ? number + 1 : 1;
    table = row.table;
    for (const [field, value] of Object.entries(row.values)) {
      if (value === null) continue;
      const text = typeof value === "string" ? value : JSON.stringify(value);
      yield `${[table, String(number), field, text].map(toCell).join(",")}\r\n`;
    }
  }
}

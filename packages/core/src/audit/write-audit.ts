import { toCell } from "#csv/to-cell.ts";

import type { AuditEntryView } from "./list-audit.ts";

/** An entry to a line, as JSON; piece by piece, so that their number does not matter. */
export async function* toJsonLines(entries: AsyncIterable<AuditEntryView>): AsyncGenerator<string> {
  for await (const { position, ...entry } of entries)
    yield `${JSON.stringify({ ...entry, position: position === null ? null : position.toString() })}\n`;
}

/** As a table for spreadsheets. */
export async function* toCsv(entries: AsyncIterable<AuditEntryView>): AsyncGenerator<string> {
  yield "at,actor_type,actor_id,actor,action,subject_type,subject_id,data,request_id,address,position,id\r\n";
  for await (const entry of entries) {
    const { at, actorType, actorId, actorName, action, subjectType, subjectId, data, requestId, address } = entry;
    const what = [action, subjectType, subjectId, JSON.stringify(data)];
    const cells = [
      at.toISOString(),
      actorType,
      actorId,
      actorName,
      ...what,
      requestId,
      address,
      entry.position,
      entry.id,
    ];
    yield `${cells.map((cell) => toCell(String(cell ?? ""))).join(",")}\r\n`;
  }
}

/**
 * A text as a cell of a CSV file. One that begins like a formula is one to a spreadsheet, whoever wrote it: a quote before it makes
 * it a text.
 */
export function toCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

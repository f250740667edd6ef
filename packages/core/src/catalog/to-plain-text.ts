import { convert } from "html-to-text";

/** A description written as HTML, as text with its paragraphs and lists; pictures are left out. */
export function toPlainText(html: string): string {
  return convert(html, { wordwrap: false, selectors: [{ selector: "img", format: "skip" }] });
}

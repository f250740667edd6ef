/** Markup that may be sent as it is. Only {@link html} makes it. */
export interface SafeHtml {
  readonly text: string;
}

type Piece = SafeHtml | string | number | false | null | undefined | readonly Piece[];

/** Builds markup; every interpolated string is escaped, nested markup is kept, lists are joined. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): SafeHtml {
  let text = parts[0] ?? "";
  pieces.forEach((piece, index) => {
    text += render(piece) + (parts[index + 1] ?? "");
  });
  return { text };
}

function render(piece: Piece): string {
  if (piece === false || piece === null || piece === undefined) return "";
  if (typeof piece === "number") return String(piece);
  if (typeof piece === "string") return escape(piece);
  if (isList(piece)) return piece.map(render).join("");
  return piece.text;
}

function isList(piece: SafeHtml | readonly Piece[]): piece is readonly Piece[] {
  return Array.isArray(piece);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

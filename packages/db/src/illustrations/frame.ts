import { mix } from "./palette.ts";

const SOFT_SHADOW =
  '<defs><radialGradient id="soft"><stop offset="0" stop-color="#2B2A33" stop-opacity=".42"/><stop offset=".55" stop-color="#2B2A33" stop-opacity=".22"/><stop offset="1" stop-color="#2B2A33" stop-opacity="0"/></radialGradient></defs>';

interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Where the wall meets the table, from the top. */
  readonly horizon: number;
  /** The wall's colour, `#RRGGBB`; the table is a shade of it. */
  readonly tint: string;
  readonly inner: string;
}

/** A whole SVG document: wall and table in one tint, and `inner` in front of them. */
export function frame({ width, height, horizon, tint, inner }: Sheet): string {
  const table = mix(tint, "#6B5440", 0.11);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${SOFT_SHADOW}<rect width="${width}" height="${height}" fill="${tint}"/><path d="M0 ${horizon}H${width}V${height}H0z" fill="${table}"/>${inner}</svg>`;
}

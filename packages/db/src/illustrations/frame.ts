import { grounds, type GroundName, mix } from "./palette.ts";

const SOFT_SHADOW =
  '<defs><radialGradient id="soft"><stop offset="0" stop-color="#2B2A33" stop-opacity=".42"/><stop offset=".55" stop-color="#2B2A33" stop-opacity=".22"/><stop offset="1" stop-color="#2B2A33" stop-opacity="0"/></radialGradient></defs>';

/** A sheet with the collection's wall and table behind `inner`. Sizes are in SVG units. */
export function frame({ width, height, horizon, ground, inner }: { width: number; height: number; horizon: number; ground: GroundName; inner: string }): string {
  const tint = grounds[ground];
  const table = mix(tint, "#6B5440", 0.11);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${SOFT_SHADOW}<rect width="${width}" height="${height}" fill="${tint}"/><path d="M0 ${horizon}H${width}V${height}H0z" fill="${table}"/>${inner}</svg>`;
}

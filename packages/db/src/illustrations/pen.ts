import { material, type Tones } from "./palette.ts";

/** One kind of product, drawn on an 800 × 1000 sheet with its foot at {@link GROUND_Y}. */
export type Drawing = (pen: Pen) => string;

/** The line every object stands on. */
export const GROUND_Y = 800;

/** How far the lit side and the shaded side reach into a solid, in sheet units. */
interface Light {
  readonly shade?: number;
  readonly glow?: number;
}

/** What a drawing draws with: the product's tones, and shapes that need an id of their own. */
export interface Pen {
  readonly main: Tones;
  /** `inner`, cut to the outline `d`. */
  readonly clip: (d: string, inner: string) => string;
  /** The outline `d` as a body lit from the upper left. */
  readonly solid: (d: string, tones?: Tones, light?: Light) => string;
}

/** A pen whose ids start with `prefix`, so that several drawings can share a document. */
export function createPen(prefix: string, main: Tones): Pen {
  let count = 0;
  const cutter = (d: string): { id: string; definition: string } => {
    const id = `${prefix}${(count += 1)}`;
    return { id, definition: `<clipPath id="${id}"><path d="${d}"/></clipPath>` };
  };
  const clip = (d: string, inner: string): string => {
    const { id, definition } = cutter(d);
    return `${definition}<g clip-path="url(#${id})">${inner}</g>`;
  };
  // The body is its dark tone; the same outline moved left leaves a crescent of it on the right,
  // and moved again leaves a crescent of light on the left.
  const solid: Pen["solid"] = (d, tones = main, { shade = 36, glow = 10 } = {}) => {
    const { id, definition } = cutter(d);
    const lit = `<path d="${d}" fill="${tones.light}"/><path d="${d}" fill="${tones.base}" transform="translate(${shade + glow} ${glow})"/>`;
    return `${definition}<g clip-path="url(#${id})"><path d="${d}" fill="${tones.dark}"/><g transform="translate(${-shade} 0)" clip-path="url(#${id})">${lit}</g></g>`;
  };
  return { main, clip, solid };
}

/** A filled outline. */
export function path(d: string, fill: string, opacity?: number): string {
  return `<path d="${d}" fill="${fill}"${opacity === undefined ? "" : ` opacity="${opacity}"`}/>`;
}

/** A round-ended stroke along `d`. */
export function line(d: string, stroke: string, width: number, opacity?: number): string {
  const faded = opacity === undefined ? "" : ` opacity="${opacity}"`;
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${faded}/>`;
}

/** A filled ellipse. */
export function spot(cx: number, cy: number, rx: number, ry: number, fill: string, opacity?: number): string {
  return `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}"${opacity === undefined ? "" : ` opacity="${opacity}"`}/>`;
}

/** The outline of a rectangle with rounded corners. */
export function box(x: number, y: number, w: number, h: number, r = 0): string {
  return `M${x + r} ${y}h${w - 2 * r}q${r} 0 ${r} ${r}v${h - 2 * r}q0 ${r} ${-r} ${r}h${2 * r - w}q${-r} 0 ${-r} ${-r}v${2 * r - h}q0 ${-r} ${r} ${-r}z`;
}

/** The outline of an ellipse. */
export function oval(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;
}

/** `inner` turned clockwise by `degrees` about (x, y). */
export function turn(degrees: number, x: number, y: number, inner: string): string {
  return `<g transform="rotate(${degrees} ${x} ${y})">${inner}</g>`;
}

/** The one soft shadow: it falls a little to the right, away from the light. */
export function shadow(cx: number, halfWidth: number, y = GROUND_Y): string {
  const height = Math.round(18 + halfWidth * 0.09);
  return `<ellipse cx="${Math.round(cx + halfWidth * 0.14)}" cy="${y}" rx="${Math.round(halfWidth * 1.18)}" ry="${height}" fill="url(#soft)"/>`;
}

/** A leaf that grows from (x, y) at `degrees` from upright: one half in light, one in shade. */
export function leaf(
  x: number,
  y: number,
  degrees: number,
  length: number,
  width: number,
  tones: Tones = material.leaf,
): string {
  const half = (side: number): string => {
    const reach = side * width * 0.7;
    const [low, high] = [Math.round(length * -0.3), Math.round(length * -0.75)];
    return `M0 0C${Math.round(reach)} ${low} ${Math.round(reach * 0.8)} ${high} 0 ${-Math.round(length)}z`;
  };
  const vein = length < 80 ? "" : line(`M0 0V${-Math.round(length * 0.82)}`, tones.light, 3, 0.5);
  const at = `translate(${Math.round(x)} ${Math.round(y)}) rotate(${degrees})`;
  return `<g transform="${at}">${path(half(-1), tones.base)}${path(half(1), tones.dark)}${vein}</g>`;
}

/** A small flame with its foot at (x, y). */
export function flame(x: number, y: number, size = 1): string {
  const at = (d: string, fill: string): string =>
    `<path transform="translate(${x} ${y}) scale(${size})" d="${d}" fill="${fill}"/>`;
  return (
    at("M0 0C-26 -6 -24 -38 2 -74C26 -40 28 -8 0 0z", material.flame.base) +
    at("M2 -2C-12 -6 -10 -24 4 -44C16 -24 16 -6 2 -2z", "#FFF3CF")
  );
}

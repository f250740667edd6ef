import { drawObject, type IllustrationKind } from "./draw-illustration.ts";
import type { ColourName } from "./palette.ts";

/** One object in a composition: `x` is its middle, `y` its foot, both in the composition's units. */
export interface Placed {
  readonly kind: IllustrationKind;
  readonly colour: ColourName;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Draws nothing below this height of the object's own sheet: for what hangs, and has no shadow on this table. */
  readonly until?: number;
}

/** The objects in the order given, the first one at the back. */
export function placeObjects(objects: readonly Placed[]): string {
  return objects
    .map(({ kind, colour, x, y, scale, until }, index) => {
      const drawn = drawObject({ kind, colour, prefix: `o${index}-` });
      const object = until === undefined ? drawn : cut(drawn, until, `cut${index}`);
      return `<g transform="translate(${x} ${y}) scale(${scale}) translate(-400 -800)">${object}</g>`;
    })
    .join("");
}

function cut(object: string, until: number, id: string): string {
  return `<clipPath id="${id}"><path d="M-400 -1000H1200V${until}H-400z"/></clipPath><g clip-path="url(#${id})">${object}</g>`;
}

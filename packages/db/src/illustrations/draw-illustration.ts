import { bathDrawings } from "./draw-bath.ts";
import { gardenDrawings } from "./draw-garden.ts";
import { kitchenDrawings } from "./draw-kitchen.ts";
import { lightingDrawings } from "./draw-lighting.ts";
import { outdoorDrawings } from "./draw-outdoors.ts";
import { paperDrawings } from "./draw-paper.ts";
import { plantDrawings } from "./draw-plants.ts";
import { textileDrawings } from "./draw-textiles.ts";
import { frame } from "./frame.ts";
import { type ColourName, colours, type GroundName, grounds, tonesOf } from "./palette.ts";
import { createPen, type Drawing } from "./pen.ts";

const drawings = {
  ...paperDrawings,
  ...kitchenDrawings,
  ...textileDrawings,
  ...lightingDrawings,
  ...outdoorDrawings,
  ...plantDrawings,
  ...gardenDrawings,
  ...bathDrawings,
} satisfies Record<string, Drawing>;

/** What can be drawn; one kind per product. */
export type IllustrationKind = keyof typeof drawings;

/** Every kind, in the order of the collections. */
export const illustrationKinds = Object.keys(drawings).filter(isKind);

/** What to draw, in which colour, in front of which collection's tint. */
export interface IllustrationInput {
  readonly kind: IllustrationKind;
  readonly colour: ColourName;
  readonly ground: GroundName;
}

/** A product's picture as a self-contained SVG of 800 × 1000. The same input always gives the same text. */
export function drawIllustration({ kind, colour, ground }: IllustrationInput): string {
  const object = drawObject({ kind, colour, prefix: "c" });
  const inner = `<g transform="translate(400 856) scale(1.16) translate(-400 -800)">${object}</g>`;
  return frame({ width: 800, height: 1000, horizon: 744, tint: grounds[ground], inner });
}

/** The object alone, for compositions. `prefix` keeps ids apart within one document. */
export function drawObject({
  kind,
  colour,
  prefix,
}: {
  kind: IllustrationKind;
  colour: ColourName;
  prefix: string;
}): string {
  return drawings[kind](createPen(prefix, tonesOf(colours[colour])));
}

function isKind(name: string): name is IllustrationKind {
  return name in drawings;
}

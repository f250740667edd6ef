/** The named colours a product may come in. Option values in the catalogue use the same words. */
export const colours = {
  Pine: "#2F6B55",
  Birch: "#E4D3B4",
  Ink: "#35425A",
  Clay: "#C97B5B",
  Moss: "#8B9A57",
  Fog: "#B4BFC3",
  Rust: "#A84E2C",
  Sky: "#82AECB",
  Snow: "#F3EEE3",
  Cloudberry: "#E2A43E",
  Lingonberry: "#A93B48",
  Heather: "#9A84AC",
  Charcoal: "#474B4C",
  Oak: "#C99F6B",
  Walnut: "#82593E",
  Brass: "#C79F49",
  Steel: "#A3ADB1",
  Terracotta: "#C56F4A",
} as const;

/** The name of a colour: an option value, and what a drawing is tinted with. */
export type ColourName = keyof typeof colours;

/** The tint behind each collection's goods, by collection slug. */
export const grounds = {
  "paper-and-desk": "#EADFCB",
  kitchen: "#F3E3BC",
  textiles: "#F0D8CD",
  lighting: "#DCD8E8",
  outdoors: "#D0E0E4",
  plants: "#DDE8D2",
  "sauna-and-bath": "#D3E6DF",
  "gifts-under-30": "#F1DAD6",
} as const;

/** A collection whose ground a drawing may stand on. */
export type GroundName = keyof typeof grounds;

/** Four tones of one colour, lit from the upper left. */
export interface Tones {
  readonly light: string;
  readonly base: string;
  readonly dark: string;
  readonly deep: string;
}

/** The four tones of a `#RRGGBB` colour: warm towards the light, cool towards the shade. */
export function tonesOf(base: string): Tones {
  return {
    light: mix(base, "#FFF8EA", 0.3),
    base,
    dark: mix(base, "#23283A", 0.2),
    deep: mix(base, "#1B2130", 0.42),
  };
}

/** `share` of `b` (0 to 1) stirred into `a`; both `#RRGGBB`. */
export function mix(a: string, b: string, share: number): string {
  const channel = (at: number): string => {
    const from = Number.parseInt(a.slice(at, at + 2), 16);
    const to = Number.parseInt(b.slice(at, at + 2), 16);
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`.toUpperCase();
}

/** What a print on `tones` is drawn with: paper white, or the colour's own deep tone when it is itself pale. */
export function printOn(tones: Tones): string {
  const green = Number.parseInt(tones.base.slice(3, 5), 16);
  return green > 195 ? tones.deep : material.paper.base;
}

/** Tones of what goods are made of besides their own colour. */
export const material = {
  wood: tonesOf("#CFA676"),
  walnut: tonesOf("#8A6145"),
  brass: tonesOf("#CDA54F"),
  steel: tonesOf("#B3BBBE"),
  iron: tonesOf("#454A4D"),
  paper: tonesOf("#F8F2E4"),
  leather: tonesOf("#A9744C"),
  cork: tonesOf("#C7A27C"),
  clay: tonesOf("#C97B5B"),
  leaf: tonesOf("#4E8460"),
  sage: tonesOf("#86A77B"),
  flame: tonesOf("#F3B94E"),
  berry: tonesOf("#B43F4B"),
  soil: tonesOf("#5B4638"),
  wool: tonesOf("#EDE3D0"),
  glass: tonesOf("#E7F0EF"),
} as const;

/** How the mark is coloured. Without `ground` it stands free; with it, it sits in a rounded square, as a favicon does. */
interface LogoMark {
  /** Any CSS colour, `currentColor` included. */
  readonly ink?: string;
  readonly ground?: string;
}

// Needles from foot to tip: where they leave the stem, how long they are and how far they lean from upright.
const needles: readonly (readonly [x: number, y: number, length: number, degrees: number])[] = [
  [29.6, 48, 20, -62],
  [30.4, 45, 20, 58],
  [30.4, 39.5, 19, -56],
  [31.4, 36.5, 19, 54],
  [31.6, 31, 17, -50],
  [32.6, 28, 16.5, 48],
  [33, 23, 14, -42],
  [33.8, 20.5, 13, 42],
  [34.3, 17, 12, 2],
];

/** Havu's mark, a sprig of a conifer, as an SVG of 64 × 64. */
export function logoMark({ ink = "#1F5C4A", ground }: LogoMark = {}): string {
  const back = ground === undefined ? "" : `<rect width="64" height="64" rx="14" fill="${ground}"/>`;
  const sprig = needles.map((needle) => drawNeedle(...needle)).join("");
  const stem = `<path d="M27.6 59Q29 36 34.3 16" fill="none" stroke="${ink}" stroke-width="3" stroke-linecap="round"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">${back}<g fill="${ink}">${sprig}</g>${stem}</svg>`;
}

function drawNeedle(x: number, y: number, length: number, degrees: number): string {
  return `<path transform="rotate(${degrees} ${x} ${y})" d="M${x} ${y}q-3.4 ${-length * 0.55} 0 ${-length}q3.4 ${length * 0.45} 0 ${length}z"/>`;
}

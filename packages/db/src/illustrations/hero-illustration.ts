import { frame } from "./frame.ts";
import { material } from "./palette.ts";
import { box, line, path, spot } from "./pen.ts";
import { type Placed, placeObjects } from "./place-objects.ts";

const WALL = "#F4EDE0";

const table: readonly Placed[] = [
  { kind: "domePendant", colour: "Rust", x: 430, y: 600, scale: 0.66, until: 592 },
  { kind: "rubberPlant", colour: "Terracotta", x: 1404, y: 776, scale: 0.88 },
  { kind: "notebook", colour: "Ink", x: 238, y: 776, scale: 0.5 },
  { kind: "notebook", colour: "Cloudberry", x: 164, y: 790, scale: 0.42 },
  { kind: "candlesticks", colour: "Brass", x: 1142, y: 780, scale: 0.54 },
  { kind: "throwBlanket", colour: "Heather", x: 884, y: 790, scale: 0.6 },
  { kind: "teapot", colour: "Pine", x: 476, y: 802, scale: 0.6 },
  { kind: "mug", colour: "Snow", x: 690, y: 828, scale: 0.36 },
  { kind: "inkBottle", colour: "Lingonberry", x: 300, y: 832, scale: 0.26 },
  { kind: "soap", colour: "Moss", x: 1216, y: 842, scale: 0.32 },
];

/** The picture at the head of the home page: 1600 × 900, a table by a window on a winter forest. */
export function heroIllustration(): string {
  return frame({ width: 1600, height: 900, horizon: 716, tint: WALL, inner: forestWindow() + placeObjects(table) });
}

function forestWindow(): string {
  const pane = box(690, 96, 540, 500, 14);
  const far = [720, 782, 850, 930, 1010, 1084, 1160, 1214].map((x, i) =>
    spruce(x, 520, 168 + ((i * 37) % 64), "#B9CFC6"),
  );
  const near = [744, 892, 1130, 1206].map((x, i) =>
    spruce(x, 580, 236 + ((i * 53) % 80), i % 2 === 0 ? "#7FA596" : "#6B9585"),
  );
  return (
    path(box(668, 74, 584, 544, 22), "#FFFDF8") +
    `<clipPath id="pane"><path d="${pane}"/></clipPath><g clip-path="url(#pane)">` +
    path(pane, "#DCE9EC") +
    spot(1096, 220, 50, 50, "#FBEBC8") +
    far.join("") +
    path("M680 520Q860 470 1000 506T1240 490V610H680z", "#EEF4F3") +
    near.join("") +
    path("M680 566Q840 540 980 572T1240 556V610H680z", "#FBFDFC") +
    "</g>" +
    line("M960 96V596", "#FFFDF8", 16) +
    line("M690 330H1230", "#FFFDF8", 12) +
    path(box(640, 606, 640, 30, 8), material.paper.dark) +
    path(box(640, 602, 640, 24, 8), "#FFFDF8")
  );
}

function spruce(x: number, foot: number, height: number, fill: string): string {
  const tier = (from: number, to: number, half: number): string =>
    `M${x} ${foot - height * from}Q${x - half * 0.3} ${foot - height * to - 20} ${x - half} ${foot - height * to}Q${x} ${foot - height * to + 12} ${x + half} ${foot - height * to}Q${x + half * 0.3} ${foot - height * to - 20} ${x} ${foot - height * from}z`;
  return path(tier(1, 0.62, height * 0.15) + tier(0.82, 0.36, height * 0.21) + tier(0.6, 0.06, height * 0.27), fill);
}

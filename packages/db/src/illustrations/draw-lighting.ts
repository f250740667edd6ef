import { material, mix, type Tones } from "./palette.ts";
import { box, type Drawing, flame, line, oval, path, shadow, spot, turn } from "./pen.ts";

const { paper, wood, brass, iron, wool } = material;
const GLOW = "#FFF1C4";

const cord = (x: number, to: number): string => line(`M${x} -900V${to}`, iron.base, 8);

const domePendant: Drawing = ({ main, solid }) =>
  shadow(400, 170) +
  path("M214 566H592L690 806Q400 850 116 806z", GLOW, 0.5) +
  cord(402, 300) +
  solid("M372 300Q374 270 402 270Q430 270 432 300V338H372z", brass, { shade: 18, glow: 6 }) +
  solid("M186 570Q186 334 402 330Q618 334 618 570Q402 598 186 570z", main, { shade: 60, glow: 18 }) +
  spot(402, 570, 216, 22, main.deep) +
  spot(402, 571, 196, 15, GLOW) +
  path("M362 568a40 24 0 0 0 80 0z", "#FFFFFF");

const paperLantern: Drawing = ({ main, solid, clip }) => {
  const ball = oval(400, 470, 226, 206);
  const warm: Tones = {
    light: "#FFF9E6",
    base: mix(main.base, "#FFF1CC", 0.62),
    dark: mix(main.base, "#FFE6B0", 0.3),
    deep: main.dark,
  };
  const ribs = [-0.82, -0.6, -0.36, -0.12, 0.12, 0.36, 0.6, 0.82]
    .map((t) => line(`M170 ${470 + t * 206}Q400 ${470 + t * 206 + 34} 630 ${470 + t * 206}`, warm.deep, 4, 0.42))
    .join("");
  return (
    shadow(400, 150) +
    cord(400, 276) +
    solid(ball, warm, { shade: 60, glow: 14 }) +
    clip(ball, ribs) +
    solid(box(352, 252, 98, 26, 8), wood, { shade: 16, glow: 5 }) +
    solid(box(354, 664, 92, 24, 8), wood, { shade: 16, glow: 5 }) +
    line("M400 688V730", iron.base, 5) +
    spot(400, 738, 10, 12, main.base)
  );
};

const deskLamp: Drawing = ({ main, solid }) =>
  shadow(420, 190) +
  path("M189 409L386 546L356 808Q220 828 56 800z", GLOW, 0.5) +
  line("M470 780L566 540", brass.base, 16) +
  line("M566 540L400 348", brass.base, 16) +
  line("M476 776L570 542", brass.dark, 5) +
  spot(566, 540, 25, 25, main.dark) +
  spot(562, 536, 11, 11, brass.light) +
  turn(
    35,
    384,
    340,
    solid("M348 312Q348 286 384 286Q420 286 420 312V338Q496 384 504 506Q384 528 264 506Q272 384 348 338z", main, {
      shade: 40,
      glow: 12,
    }) +
      spot(384, 508, 120, 19, main.deep) +
      spot(384, 509, 104, 13, GLOW),
  ) +
  solid("M318 770Q318 744 360 744H580Q622 744 622 770V786Q622 800 602 800H338Q318 800 318 786z", main, {
    shade: 44,
    glow: 10,
  });

const floorLamp: Drawing = ({ main, solid }) =>
  shadow(400, 210) +
  path("M244 400H556L640 700H150z", GLOW, 0.45) +
  line("M404 440L420 770", wood.dark, 17) +
  line("M396 420L226 796", wood.base, 19) +
  line("M404 420L588 796", wood.dark, 19) +
  line("M304 622L504 622", wood.dark, 8) +
  solid(box(372, 400, 58, 58, 10), brass, { shade: 16, glow: 6 }) +
  line("M468 396V500", brass.base, 5) +
  spot(468, 508, 9, 11, brass.dark) +
  solid("M286 150Q400 134 512 150L568 396Q400 422 232 396z", main, { shade: 52, glow: 14 }) +
  path("M276 190L248 380Q300 392 344 396L350 170z", GLOW, 0.22);

const mushroomLamp: Drawing = ({ main, solid }) =>
  shadow(400, 196) +
  spot(400, 520, 300, 250, GLOW, 0.5) +
  solid(
    "M352 520H452Q450 640 490 720Q540 740 544 776Q544 800 520 800H284Q258 800 258 776Q262 740 312 720Q352 640 352 520z",
    main,
    { shade: 34, glow: 10 },
  ) +
  solid(
    "M166 536Q160 300 402 296Q642 302 634 536Q630 560 598 562Q400 588 204 562Q170 560 166 536z",
    { ...main, base: mix(main.base, GLOW, 0.2) },
    { shade: 64, glow: 18 },
  ) +
  path("M204 556Q400 586 598 556Q560 582 400 586Q240 582 204 556z", GLOW) +
  line("M226 452Q246 372 320 344", "#FFFFFF", 13, 0.5);

const candlesticks: Drawing = ({ main, solid }) => {
  const stick = (x: number, top: number, candle: number, wax: Tones): string =>
    flame(x, top - candle - 8, 0.72) +
    line(`M${x} ${top - candle}v-14`, iron.base, 5) +
    solid(box(x - 23, top - candle, 46, candle + 10, 6), wax, { shade: 14, glow: 6 }) +
    solid(
      `M${x - 44} ${top}H${x + 44}Q${x + 42} ${top + 34} ${x + 14} ${top + 40}V746Q${x + 60} 756 ${x + 74} 800H${x - 74}Q${x - 60} 756 ${x - 14} 746V${top + 40}Q${x - 42} ${top + 34} ${x - 44} ${top}z`,
      main,
      { shade: 16, glow: 6 },
    );
  return shadow(400, 240) + stick(406, 470, 160, paper) + stick(238, 612, 110, wool) + stick(562, 560, 190, paper);
};

const sconce: Drawing = ({ main, solid, clip }) => {
  const globe = oval(446, 398, 150, 150);
  const warm: Tones = { light: "#FFFFFF", base: "#FFF3D2", dark: "#F3DCA4", deep: "#D9BB78" };
  return (
    shadow(400, 120) +
    spot(446, 398, 270, 270, GLOW, 0.5) +
    solid(box(186, 396, 96, 300, 46), main, { shade: 22, glow: 8 }) +
    line("M234 596Q240 660 340 660Q446 656 446 590", brass.dark, 20) +
    line("M230 592Q238 652 340 654Q440 650 442 590", brass.base, 12) +
    solid(globe, warm, { shade: 34, glow: 10 }) +
    clip(globe, spot(440, 420, 60, 66, "#FFFFFF", 0.8)) +
    solid("M388 530H504Q500 592 446 594Q392 592 388 530z", main, { shade: 24, glow: 8 }) +
    spot(234, 442, 11, 11, brass.base) +
    spot(234, 648, 11, 11, brass.base)
  );
};

const stringLights: Drawing = ({ main, solid }) => {
  const bulb = (x: number, y: number, degrees: number): string =>
    turn(
      degrees,
      x,
      y,
      spot(x, y + 104, 92, 92, GLOW, 0.4) +
        solid(
          `M${x - 20} ${y + 52}Q${x - 56} ${y + 84} ${x - 50} ${y + 120}Q${x - 40} ${y + 164} ${x} ${y + 168}Q${x + 40} ${y + 164} ${x + 50} ${y + 120}Q${x + 56} ${y + 84} ${x + 20} ${y + 52}z`,
          { light: "#FFFFFF", base: "#FFE7A6", dark: "#F2CB73", deep: "#C99A3C" },
          { shade: 20, glow: 8 },
        ) +
        line(`M${x - 12} ${y + 78}l8 46 6 -24 6 24 6 -46`, brass.dark, 4) +
        solid(box(x - 26, y - 6, 52, 64, 10), main, { shade: 14, glow: 6 }),
    );
  return (
    shadow(400, 190) +
    line("M-120 210Q120 420 400 430T920 240", main.deep, 10) +
    bulb(128, 360, 7) +
    bulb(314, 422, -3) +
    bulb(498, 426, 2) +
    bulb(676, 376, -7)
  );
};

/** Lighting. */
export const lightingDrawings = {
  domePendant,
  paperLantern,
  deskLamp,
  floorLamp,
  mushroomLamp,
  candlesticks,
  sconce,
  stringLights,
} satisfies Record<string, Drawing>;

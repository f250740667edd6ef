import { material, type Tones } from "./palette.ts";
import { box, type Drawing, leaf, line, oval, path, shadow, spot, turn } from "./pen.ts";

const { wood, walnut, paper, brass, steel, leather, wool, iron, berry } = material;

const saunaBucket: Drawing = ({ main, solid, clip }) => {
  const pail = "M210 500H560L530 770Q526 800 496 800H274Q244 800 240 770z";
  return (
    shadow(404, 210) +
    line("M214 516Q220 300 384 296Q550 300 558 516", leather.dark, 17) +
    turn(
      24,
      520,
      600,
      line("M520 560V196", wood.dark, 26) + line("M514 560V196", wood.base, 15) + spot(518, 204, 17, 12, leather.base),
    ) +
    solid(pail, main, { shade: 46, glow: 12 }) +
    clip(
      pail,
      [270, 330, 392, 452, 510].map((x) => line(`M${x} 490L${x + (385 - x) * 0.14} 810`, main.dark, 5, 0.8)).join("") +
        path("M200 570Q385 590 570 570v30Q385 620 200 600zM220 714Q385 734 550 714v28Q385 762 220 742z", steel.base) +
        path("M500 570h70v180h-90Q506 650 500 570z", iron.dark, 0.28),
    ) +
    spot(385, 502, 175, 24, main.light) +
    spot(388, 506, 156, 17, main.deep) +
    spot(370, 508, 120, 9, "#9CC4D3")
  );
};

const towelRolls: Drawing = ({ main, solid }) => {
  const pale: Tones = { light: paper.light, base: main.light, dark: main.base, deep: main.dark };
  const roll = (cx: number, cy: number, tones: Tones): string =>
    solid(oval(cx, cy, 116, 114), tones, { shade: 26, glow: 10 }) +
    line(
      `M${cx - 4} ${cy + 4}q18 -16 26 8q2 34 -34 32q-46 -10 -38 -54q16 -46 70 -36q56 20 44 82q-20 62 -90 54q-70 -18 -68 -88q10 -78 92 -86q44 2 66 20`,
      tones.dark,
      9,
    ) +
    line(`M${cx + 62} ${cy - 96}Q${cx + 116} ${cy - 60} ${cx + 112} ${cy}`, tones.light, 7, 0.8);
  return (
    shadow(404, 252) +
    roll(286, 686, main) +
    roll(518, 686, pale) +
    roll(398, 484, { ...main, base: paper.base, light: "#FFFFFF", dark: paper.dark })
  );
};

const soap: Drawing = ({ main, solid, clip }) => {
  const bar = box(236, 520, 330, 150, 58);
  return (
    shadow(400, 236) +
    solid(
      "M172 672Q168 656 188 656H618Q636 656 630 674Q616 740 566 752V800H514V758H292V800H240V752Q188 740 172 672z",
      wood,
      { shade: 40, glow: 10 },
    ) +
    line("M300 700H520", wood.dark, 9) +
    turn(
      -2,
      400,
      600,
      solid(bar, main, { shade: 40, glow: 14 }) +
        clip(bar, path("M230 612Q320 590 420 618T570 606V680H230z", main.light, 0.65)) +
        [0, 1, 2]
          .map((i) =>
            line(
              `M${398 + i * 26} ${606 - i * 6}q-4 -20 -22 -26M${398 + i * 26} ${606 - i * 6}q8 -18 26 -18`,
              main.dark,
              7,
            ),
          )
          .join("") +
        line("M366 616Q410 612 470 592", main.dark, 7),
    ) +
    [
      [266, 470, 38],
      [334, 420, 24],
      [228, 392, 18],
      [300, 350, 13],
    ]
      .map(
        ([x = 0, y = 0, r = 0]) =>
          spot(x, y, r, r, "#FFFFFF", 0.6) + spot(x - r * 0.3, y - r * 0.35, r * 0.3, r * 0.24, "#FFFFFF"),
      )
      .join("")
  );
};

const pumpBottle: Drawing = ({ main, solid }) =>
  shadow(396, 162) +
  line("M400 410V310", brass.base, 18) +
  solid("M430 320Q430 274 400 272H330Q270 274 246 300Q238 320 262 322L330 312H372V332Q400 344 430 332z", brass, {
    shade: 12,
    glow: 6,
  }) +
  solid(box(348, 384, 106, 60, 12), brass, { shade: 22, glow: 7 }) +
  solid("M264 530Q266 442 352 438H452Q538 442 538 530V756Q536 800 494 800H308Q266 800 264 756z", main, {
    shade: 46,
    glow: 12,
  }) +
  path(box(306, 560, 168, 158, 8), paper.base) +
  turn(
    4,
    390,
    640,
    line("M388 690V590", material.leaf.base, 6) +
      [0, 1, 2].map((i) => leaf(388, 672 - i * 28, -54, 42, 16) + leaf(388, 672 - i * 28, 54, 42, 16)).join(""),
  );

const bathBrush: Drawing = ({ main, solid, clip }) => {
  const bristles = "M268 420Q230 480 258 560Q286 622 330 612L364 580L330 440z";
  return (
    shadow(410, 170) +
    `<g transform="translate(-90 -232) scale(1.29)">${turn(
      10,
      400,
      800,
      path(bristles, wool.base) +
        clip(
          bristles,
          Array.from({ length: 12 }, (_, i) => line(`M240 ${430 + i * 16}L360 ${450 + i * 12}`, wool.dark, 5)).join(""),
        ) +
        solid(
          "M400 800Q372 800 374 770Q386 690 366 630Q300 590 300 490Q304 376 372 372Q444 380 446 490Q448 580 422 632Q416 700 430 770Q430 800 400 800z",
          main,
          { shade: 26, glow: 10 },
        ) +
        line("M370 430Q356 500 378 590", main.light, 8, 0.6) +
        spot(402, 764, 9, 9, main.deep) +
        line("M402 764Q456 700 470 640Q470 600 450 620Q430 660 402 764", leather.base, 7),
    )}</g>`
  );
};

const robe: Drawing = ({ main, solid, clip }) => {
  const gown =
    "M330 292Q400 330 470 290L560 330Q640 470 654 620L580 650L548 560L566 770Q400 800 236 768L256 558L222 650L148 616Q166 466 242 330z";
  const grid = Array.from({ length: 11 }, (_, i) =>
    line(`M140 ${350 + i * 40}H660M${160 + i * 48} 280V800`, main.dark, 3, 0.35),
  ).join("");
  return (
    shadow(400, 168) +
    line("M398 214V250M300 304Q400 220 500 302", iron.base, 9) +
    spot(398, 208, 15, 15, brass.base) +
    solid(gown, main, { shade: 30, glow: 10 }) +
    clip(gown, grid + line("M402 480Q396 640 404 790", main.dark, 7)) +
    path("M330 292Q334 420 396 500L418 470Q366 400 358 304z", main.light) +
    path("M470 290Q462 420 396 500L384 480Q432 400 442 302z", main.dark) +
    path("M254 520Q400 548 550 518L552 560Q400 590 252 562z", main.deep) +
    line("M404 560Q380 630 388 690M412 560Q444 620 436 672", main.deep, 19)
  );
};

const thermometer: Drawing = ({ main, solid }) => {
  const ticks = Array.from({ length: 13 }, (_, i) =>
    turn(
      -120 + i * 20,
      400,
      468,
      line(`M400 ${i % 3 === 0 ? 332 : 340}V358`, i > 8 ? berry.base : iron.base, i % 3 === 0 ? 9 : 5),
    ),
  ).join("");
  return (
    shadow(400, 178) +
    line("M400 262V214", leather.base, 9) +
    spot(400, 204, 17, 17, walnut.dark) +
    solid("M232 300Q232 262 270 260L530 256Q568 256 570 296L578 758Q578 800 536 800H266Q226 800 226 758z", main, {
      shade: 34,
      glow: 12,
    }) +
    line("M256 300Q250 480 258 760M548 300Q540 500 552 760", main.dark, 4, 0.6) +
    spot(404, 472, 158, 158, brass.dark) +
    spot(398, 468, 154, 154, brass.base) +
    spot(400, 468, 136, 136, paper.base) +
    ticks +
    turn(38, 400, 468, path("M391 478L400 362L409 478z", berry.base)) +
    spot(400, 468, 17, 17, iron.base) +
    path(box(304, 670, 192, 60, 10), paper.base) +
    line("M340 700H460", iron.base, 10)
  );
};

const stepStool: Drawing = ({ main, solid }) =>
  shadow(400, 240) +
  solid(
    "M226 560H282L262 800H196z",
    { ...main, base: main.dark, light: main.base, dark: main.deep },
    { shade: 12, glow: 6 },
  ) +
  solid(
    "M518 560H574L608 800H542z",
    { ...main, base: main.dark, light: main.base, dark: main.deep },
    { shade: 16, glow: 4 },
  ) +
  line("M244 704H562", main.deep, 18) +
  solid("M166 522Q166 500 190 500H612Q636 500 634 524L626 564Q622 580 604 580H198Q178 580 174 562z", main, {
    shade: 40,
    glow: 10,
  }) +
  line("M196 540Q330 528 450 544T600 536", main.dark, 5, 0.6) +
  solid("M300 418Q296 400 316 400H512Q532 400 530 420V488Q530 504 512 504H318Q300 504 300 488z", wool, {
    shade: 24,
    glow: 0,
  }) +
  line("M306 436H522M306 468H522", material.sage.base, 9) +
  path("M420 400h70v190q-36 18 -70 0z", wool.base) +
  path("M478 400h12v190l-12 5z", wool.dark) +
  line("M424 548H486M424 566H486", material.sage.base, 7);

/** Sauna and bath. */
export const bathDrawings = {
  saunaBucket,
  towelRolls,
  soap,
  pumpBottle,
  bathBrush,
  robe,
  thermometer,
  stepStool,
} satisfies Record<string, Drawing>;
